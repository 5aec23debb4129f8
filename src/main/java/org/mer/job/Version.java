package org.mer.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.mer.Emotion;
import picocli.CommandLine.IVersionProvider;

/** The version of this software, as the build wrote it. */
final class Version implements IVersionProvider {
  static String current() {
    try (InputStream in = Emotion.class.getResourceAsStream("build.properties")) {
      Properties build = new Properties();
      build.load(in);
      return build.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"mer " + current()};
  }
}
