// usage: measure REPORT COMMAND [ARGUMENT ...]
// Runs a command and writes "SECONDS PROCESSOR_SECONDS KILOBYTES" to the file REPORT: its wall time, the time that it had a
// processor (user and system), and its peak memory. Ends with the command's exit code. This is C and not Python because Linux counts the memory that a process has before it runs its
// own program as its peak too: that of a small parent is below anything that is measured here.
#define _GNU_SOURCE
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char** environ;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds_of(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  double begin = now();
  pid_t child;
  int error = posix_spawnp(&child, argv[2], NULL, NULL, argv + 2, environ);
  if (error != 0) {
    fprintf(stderr, "measure: %s: %s\n", argv[2], strerror(error));
    return 127;
  }
  int status;
  struct rusage usage;
  while (wait4(child, &status, 0, &usage) < 0) {
    if (errno != EINTR) return 126;
  }
  double seconds = now() - begin;

  FILE* report = fopen(argv[1], "w");
  if (report == NULL) return 126;
  double processor = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
  fprintf(report, "%.9f %.6f %ld\n", seconds, processor, usage.ru_maxrss);
  if (fclose(report) != 0) return 126;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
