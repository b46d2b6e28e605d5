-- nothing
/* at all; */
