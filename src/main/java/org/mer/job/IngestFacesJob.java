package org.mer.job;

import java.util.List;
import java.util.Optional;
import org.mer.ingest.FaceFormat;
import org.mer.ingest.Ingestion;
import org.mer.ingest.LineFiles;
import org.mer.ingest.SourceFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ingests faces. */
@Command(
    name = "ingest-faces",
    description = "Reads FER2013's CSV file and adds the faces that are new to mer.faces.")
final class IngestFacesJob extends IngestJob {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files, folders or globs on any Hadoop file system; plain, .gz or .bz2.")
  List<String> locations;

  @Override
  Ingestion prepare(JobContext context) {
    SourceFiles files = find(locations, context);
    return new Ingestion(
        new LineFiles(FaceFormat.of(files), files), patience(context), Optional.empty());
  }
}
