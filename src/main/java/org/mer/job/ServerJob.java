package org.mer.job;

import java.io.Console;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.hive.thriftserver.HiveThriftServer2;
import org.mer.UsageException;
import org.mer.sql.FileAuthentication;
import org.mer.sql.Passwords;
import org.mer.sql.ReadOnlyExtensions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the tables over JDBC and ODBC, read only, to those who have a password. */
@Command(
    name = "server",
    description =
        "Serves the tables and views over JDBC and ODBC (Spark's Thrift server): read only, to users with a password.",
    footer = {
      "",
      "Examples:",
      "  jobs/server.sh --add-user ann",
      "  jobs/server.sh",
      "  beeline -u jdbc:hive2://127.0.0.1:10000/mer -n ann -p"
    })
final class ServerJob extends Job {
  private static final String KEYSTORE_PASSWORD = "MER_KEYSTORE_PASSWORD";

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on; one that other machines reach needs --tls-keystore (default: ${DEFAULT-VALUE}).")
  String host;

  @Option(
      names = "--port",
      defaultValue = "10000",
      description = "Port to listen on (default: ${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--users",
      paramLabel = "FILE",
      defaultValue = "conf/users",
      description =
          "Local file of users and what proves their passwords (default: ${DEFAULT-VALUE}).")
  Path users;

  @Option(
      names = "--add-user",
      paramLabel = "NAME",
      description =
          "Ask for a password, add the user to the file, or change the password, and end.")
  String addedUser;

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description =
          "Key and certificate in a Java keystore, to encrypt connections; its password is in "
              + KEYSTORE_PASSWORD
              + " in the environment.")
  Path keystore;

  @Option(
      names = "--query-timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "Cancel a statement that runs longer (default: ${DEFAULT-VALUE}).")
  int timeout;

  @Override
  boolean isRecorded() {
    return false;
  }

  @Override
  void configure(SparkConf conf) {
    conf.set(
        "spark.sql.extensions",
        conf.get("spark.sql.extensions") + "," + ReadOnlyExtensions.class.getName());
    conf.set("spark.sql.catalogImplementation", "in-memory");
    conf.set("spark.sql.runSQLOnFiles", "false");
    // Otherwise '${env:NAME}' in a statement tells what is in the environment.
    conf.set("spark.sql.variable.substitute", "false");
    conf.set("spark.sql.hive.thriftServer.singleSession", "false");
    conf.set("spark.sql.thriftServer.incrementalCollect", "true");
    conf.set("spark.sql.thriftServer.queryTimeout", Integer.toString(timeout));
  }

  @Override
  void check(JobContext context) {
    if (addedUser != null) {
      return;
    }

    if (!context.lake().exists()) {
      throw new UsageException(
          "there is no warehouse at %s: name another with --warehouse, or fill this one, for example with jobs/demo.sh"
              .formatted(context.warehouse().root()));
    }

    if (port < 1 || port > 65_535) {
      throw new UsageException("--port must be 1 to 65535, cannot be: " + port);
    }

    if (new Passwords(users).isEmpty()) {
      throw new UsageException(
          "there is no user in '%s': add one with --add-user".formatted(users));
    }

    checkEncryption();
    checkThriftServer();
  }

  private void checkEncryption() {
    if (keystore == null && !isLoopback()) {
      throw new UsageException(
          "--host %s lets passwords over the network: give --tls-keystore too, or leave --host"
              .formatted(host));
    }

    if (keystore != null && !Files.isReadable(keystore)) {
      throw new UsageException("the keystore '%s' cannot be read".formatted(keystore));
    }

    if (keystore != null && System.getenv(KEYSTORE_PASSWORD) == null) {
      throw new UsageException(
          "the keystore's password is missing: set %s in the environment"
              .formatted(KEYSTORE_PASSWORD));
    }
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new UsageException("--host must be an address of this machine, cannot be: " + host, e);
    }
  }

  private static void checkThriftServer() {
    try {
      Class.forName("org.apache.spark.sql.hive.thriftserver.HiveThriftServer2");
    } catch (ClassNotFoundException e) {
      throw new UsageException(
          "this Spark has no Thrift server: set SPARK_HOME to a Spark 3.5 distribution (jars/spark-hive-thriftserver_2.12-*.jar)",
          e);
    }
  }

  @Override
  String plan(JobContext context) {
    return addedUser == null
        ? "serve %s at jdbc:hive2://%s:%d/mer".formatted(context.warehouse().root(), host, port)
        : "add the user %s to %s".formatted(addedUser, users);
  }

  @Override
  void run(JobContext context) {
    if (addedUser != null) {
      new Passwords(users).put(addedUser, password());
      context.out().printf("%s can connect with this password%n", addedUser);
      return;
    }

    hiveSettings().forEach(System::setProperty);
    // Hive's protocol knows the databases of Spark's own catalogue only, and asks for one.
    HiveThriftServer2 server = HiveThriftServer2.startWithContext(context.spark().sqlContext());
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop the server"));
    context
        .out()
        .printf("serving %s at jdbc:hive2://%s:%d/mer%n", context.warehouse().root(), host, port);
    context.out().flush();
    waitForTheEnd();
  }

  private Map<String, String> hiveSettings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("hive.server2.thrift.bind.host", host);
    settings.put("hive.server2.thrift.port", Integer.toString(port));
    settings.put("hive.server2.transport.mode", "binary");
    settings.put("hive.server2.authentication", "CUSTOM");
    settings.put("hive.server2.custom.authentication.class", FileAuthentication.class.getName());
    settings.put("hive.server2.enable.doAs", "false");
    settings.put(FileAuthentication.USERS, users.toAbsolutePath().toString());
    if (keystore != null) {
      settings.put("hive.server2.use.SSL", "true");
      settings.put("hive.server2.keystore.path", keystore.toAbsolutePath().toString());
      settings.put("hive.server2.keystore.password", System.getenv(KEYSTORE_PASSWORD));
    }

    return settings;
  }

  @SuppressWarnings("SystemConsoleNull") // Java 17's is null without a terminal
  private static String password() {
    Console console = System.console();
    if (console != null) {
      return new String(console.readPassword("Password: "));
    }

    Scanner input = new Scanner(System.in, StandardCharsets.UTF_8);
    return input.hasNextLine() ? input.nextLine() : "";
  }

  private static void waitForTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
