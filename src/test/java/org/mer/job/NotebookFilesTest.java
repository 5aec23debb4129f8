package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is committed of the notebooks: outputs may hold rows of the data. */
class NotebookFilesTest {
  static Stream<String> names() throws IOException {
    return Notebooks.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNotebookIsCommittedWithoutOutputsAndIsListed(String name) throws IOException {
    JsonNode notebook = new ObjectMapper().readTree(Path.of("notebooks", name).toFile());

    assertThat(notebook.path("metadata").path("kernelspec").path("name").asText())
        .isEqualTo("java");
    assertThat(notebook.path("cells"))
        .isNotEmpty()
        .allSatisfy(cell -> assertThat(cell.path("outputs")).isEmpty())
        .allSatisfy(
            cell -> assertThat(cell.path("execution_count").asText("null")).isEqualTo("null"));
    assertThat(Files.readString(Path.of("notebooks", "README.md"))).contains("(" + name + ")");
  }
}
