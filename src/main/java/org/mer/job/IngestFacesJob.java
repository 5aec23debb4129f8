package org.mer.job;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Optional;
import org.mer.ingest.FaceReading;
import org.mer.ingest.NearDuplicates;
import org.mer.ingest.RecordSource;
import org.mer.ingest.SourceFiles;
import org.mer.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ingests faces. */
@Command(
    name = "ingest-faces",
    description =
        "Reads faces (FER2013's CSV, or folders of JPEG and PNG files) and adds those that are new to mer.faces.")
final class IngestFacesJob extends IngestJob {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files, folders or globs on any Hadoop file system; plain, .gz or .bz2.")
  List<String> locations;

  @Option(
      names = "--ferplus",
      paramLabel = "FILE",
      description =
          "FER+'s fer2013new.csv, whose votes become a second label of the faces of one fer2013.csv (default: none).")
  String ferPlus;

  @Override
  RecordSource source(JobContext context) {
    SourceFiles files = find(locations, context);
    return ferPlus == null
        ? FaceReading.source(files)
        : FaceReading.source(files, SourceFiles.find(List.of(ferPlus), context.hadoop()));
  }

  @Override
  Table table() {
    return Table.FACES;
  }

  @Override
  Optional<NearDuplicates> nearDuplicates(Config settings) {
    return Optional.empty();
  }
}
