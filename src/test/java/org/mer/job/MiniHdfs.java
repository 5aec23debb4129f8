package org.mer.job;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * A real HDFS in this process: a name node and three data nodes that other processes of this
 * machine reach.
 */
final class MiniHdfs implements AutoCloseable {
  private static final int DATA_NODES = 3;

  private final MiniDFSCluster cluster;

  private MiniHdfs(MiniDFSCluster cluster) {
    this.cluster = cluster;
  }

  /** Starts it with empty disks under a folder. */
  static MiniHdfs start(Path folder) throws IOException {
    Configuration settings = new HdfsConfiguration();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toAbsolutePath().toString());
    MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(settings).numDataNodes(DATA_NODES).format(true).build();
    cluster.waitActive();
    return new MiniHdfs(cluster);
  }

  /** Its URI, which ends with its port. */
  String uri() {
    return "hdfs://localhost:" + cluster.getNameNodePort();
  }

  /** As a client sees it. */
  FileSystem files() throws IOException {
    return cluster.getFileSystem();
  }

  /** Ends a data node and leaves its blocks where nobody reads them. */
  void stopDataNode(int number) {
    cluster.stopDataNode(number);
  }

  @Override
  public void close() {
    cluster.shutdown();
  }
}
