package org.mer.job;

import java.util.List;
import java.util.Optional;
import org.mer.ingest.FaceReading;
import org.mer.ingest.Ingestion;
import org.mer.ingest.SourceFiles;
import picocli.CommandLine.Command;
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

  @Override
  Ingestion prepare(JobContext context) {
    SourceFiles files = find(locations, context);
    return new Ingestion(FaceReading.source(files), patience(context), Optional.empty());
  }
}
