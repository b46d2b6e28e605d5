-- Written by hand after what mysqldump writes of a shop: keys, types and options of every kind.
CREATE TABLE `country` (
  `code` char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(80) NOT NULL,
  PRIMARY KEY (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='ISO 3166';
CREATE TABLE `customer` (
  `customer_id` smallint(5) unsigned NOT NULL AUTO_INCREMENT,
  `email` varchar(190) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `country` char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'DE',
  `kind` enum('private','business','o''ther') NOT NULL DEFAULT 'private',
  `flags` set('news','vip') NOT NULL DEFAULT '',
  `settings` json DEFAULT NULL CHECK (json_valid(`settings`)),
  `born` date DEFAULT NULL,
  `score` decimal(6,3) NOT NULL DEFAULT 1.500,
  `weight` float(7,3) DEFAULT NULL,
  `length` double DEFAULT 0.5,
  `tiny` tinyint(4) NOT NULL DEFAULT -1,
  `active` tinyint(1) NOT NULL DEFAULT 1,
  `zip` int(5) unsigned zerofill DEFAULT NULL,
  `bits` bit(3) NOT NULL DEFAULT b'101',
  `hash` binary(16) DEFAULT NULL,
  `raw` varbinary(20) DEFAULT NULL,
  `picture` mediumblob DEFAULT NULL,
  `about` mediumtext DEFAULT NULL COMMENT 'what they say: \\ and "more"',
  `year` year(4) DEFAULT NULL,
  `at` time(2) DEFAULT NULL,
  `created` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `updated` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  `token` varchar(36) NOT NULL DEFAULT (uuid()),
  `full` varchar(300) GENERATED ALWAYS AS (concat(`email`,'/',`kind`)) VIRTUAL,
  `double_score` decimal(7,3) GENERATED ALWAYS AS (`score` * 2) STORED,
  `hidden` int(11) INVISIBLE DEFAULT 3,
  `own` uuid DEFAULT NULL,
  PRIMARY KEY (`customer_id`),
  UNIQUE KEY `uq_customer_email` (`email`),
  KEY `country` (`country`),
  KEY `ix_prefix` (`about`(20),`score` DESC) COMMENT 'part''s',
  KEY `ix_hash` (`hash`),
  FULLTEXT KEY `ft_about` (`about`),
  CONSTRAINT `fk_customer_country` FOREIGN KEY (`country`) REFERENCES `country` (`code`) ON UPDATE CASCADE,
  CONSTRAINT `ck_score` CHECK (`score` >= 0 and `score` < 100)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TABLE `legacy` (
  `id` int(11) NOT NULL,
  `text` varchar(20) CHARACTER SET utf8mb4 DEFAULT NULL,
  `plain` varchar(20) NOT NULL DEFAULT '',
  `place` point NOT NULL,
  PRIMARY KEY (`id`),
  SPATIAL KEY `sp_place` (`place`)
) ENGINE=MyISAM DEFAULT CHARSET=latin1 ROW_FORMAT=DYNAMIC;
CREATE TABLE `order` (
  `order_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `customer_id` smallint(5) unsigned NOT NULL,
  `parent_id` bigint(20) DEFAULT NULL,
  `number` int(11) NOT NULL,
  `line` int(11) NOT NULL,
  PRIMARY KEY (`order_id`),
  UNIQUE KEY `number` (`number`,`line`),
  CONSTRAINT `order_ibfk_1` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`customer_id`) ON DELETE CASCADE,
  CONSTRAINT `fk_parent` FOREIGN KEY (`parent_id`) REFERENCES `order` (`order_id`) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE `order_counter` (
  `a` int(11) NOT NULL,
  `b` int(11) NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (`a`,`b`),
  KEY `b` (`b`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE VIEW `best` AS SELECT `customer_id`, `email` FROM `customer` WHERE `score` > 50 WITH CASCADED CHECK OPTION;
CREATE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW `best_orders` AS SELECT o.* FROM `order` o JOIN best b USING (customer_id);
DELIMITER ;;
CREATE TRIGGER `tr_order` BEFORE INSERT ON `order` FOR EACH ROW BEGIN
  IF NEW.line IS NULL THEN SET NEW.line = 1; END IF;
  SET NEW.number = NEW.number + 1;
END ;;
CREATE FUNCTION `vat`(amount DECIMAL(9,2), rate INT UNSIGNED) RETURNS decimal(9,2) DETERMINISTIC COMMENT 'of a price'
BEGIN
  RETURN amount * rate / 100;
END ;;
CREATE PROCEDURE `prune`(IN days INT, OUT gone INT) SQL SECURITY INVOKER
BEGIN
  DELETE FROM `order` WHERE number < days;
  SET gone = ROW_COUNT();
END ;;
DELIMITER ;
