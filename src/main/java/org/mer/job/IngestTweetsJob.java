package org.mer.job;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Optional;
import org.mer.ingest.ColumnChoice;
import org.mer.ingest.Encoding;
import org.mer.ingest.NearDuplicates;
import org.mer.ingest.RecordSource;
import org.mer.ingest.SourceFiles;
import org.mer.ingest.TweetLabels;
import org.mer.ingest.TweetPool;
import org.mer.ingest.TweetReading;
import org.mer.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ingests tweets. */
@Command(
    name = "ingest-tweets",
    description =
        "Reads tweets (Sentiment140's CSV, other CSV, JSON lines, Parquet), cleans them and adds those that are new to mer.tweets.")
final class IngestTweetsJob extends IngestJob {
  private static final Logger LOG = LoggerFactory.getLogger(IngestTweetsJob.class);

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files, folders or globs on any Hadoop file system; plain, .gz or .bz2.")
  List<String> locations;

  @Option(
      names = "--as",
      paramLabel = "POOL",
      defaultValue = "auto",
      description =
          "train for the tweets that are divided into train, validation and test; manual for the test set labelled by hand; auto takes a file with 'manual' in its name for the latter (default: ${DEFAULT-VALUE}).")
  TweetPool pool;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "utf-8, latin-1, or auto: utf-8 where a line is that, else latin-1 (default: ${DEFAULT-VALUE}).")
  Encoding encoding;

  @Option(
      names = "--columns",
      paramLabel = "FIELD=COLUMN,...",
      description =
          "Which column is the label, the text, the date, the user, by its name or its number from 0, such as label=sentiment,text=5 (default: by a header, else as published).")
  String columns;

  @Option(
      names = "--labels",
      paramLabel = "POLARITY=LABEL,...",
      description =
          "What labels mean, such as negative=0,positive=1 (default: 0, 2 and 4 as published, or the words).")
  String labels;

  @Override
  RecordSource source(JobContext context) {
    SourceFiles files = find(locations, context);
    String key = context.settings().getString("ingest.user-hash-key");
    if (key.isEmpty()) {
      LOG.info("mer.ingest.user-hash-key is not set: no hashes of user names are stored");
    }

    return new TweetReading(pool, encoding, columns(), labels(), key).source(files);
  }

  @Override
  Table table() {
    return Table.TWEETS;
  }

  private ColumnChoice columns() {
    return columns == null ? ColumnChoice.NONE : ColumnChoice.parse(columns);
  }

  private TweetLabels labels() {
    return labels == null ? TweetLabels.AS_PUBLISHED : TweetLabels.parse(labels);
  }

  @Override
  Optional<NearDuplicates> nearDuplicates(Config settings) {
    return settings.getBoolean("ingest.near-duplicates.search")
        ? Optional.of(
            new NearDuplicates(
                settings.getDouble("ingest.near-duplicates.similarity"), settings.getLong("seed")))
        : Optional.empty();
  }
}
