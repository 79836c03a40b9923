package org.voiceteller.persistence.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.recording.RecordingStore;
import org.voiceteller.persistence.personal.DataKey;

/** A part's file while it is written. */
final class PartFile implements RecordingStore.Part {

  private static final Logger LOG = LoggerFactory.getLogger(PartFile.class);

  private static final FileAttribute<?> OWNERS_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final FileChannel channel;
  private final String where;
  private final PartFormat.Header header;
  private final DataKey key;
  private final Executor threads;
  private final MessageDigest digest = sha256();
  private long chunks;
  private long end;

  private PartFile(
      FileChannel channel, String where, PartFormat.Header header, DataKey key, Executor threads) {
    this.channel = channel;
    this.where = where;
    this.header = header;
    this.key = key;
    this.threads = threads;
  }

  /**
   * @throws IOException when there is such a file, or none can be made
   */
  static PartFile begin(
      Path directory, Path file, PartFormat.Header header, DataKey key, Executor threads)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNERS_ONLY);
    PartFile begun =
        new PartFile(channel, directory.relativize(file).toString(), header, key, threads);
    begun.put(header.bytes());
    return begun;
  }

  @Override
  public CompletionStage<Void> write(long firstSample, byte[] pcm) {
    return CompletableFuture.runAsync(
        () -> {
          putChunk(PartFormat.SOUND, PartFormat.text(firstSample, pcm));
          end = firstSample + pcm.length / RecordingStore.BYTES_PER_SAMPLE;
        },
        threads);
  }

  @Override
  public CompletionStage<RecordingMark.Kept> finish() {
    return CompletableFuture.supplyAsync(
        () -> {
          putChunk(PartFormat.END, PartFormat.text(end, new byte[0]));
          try {
            channel.force(true);
            channel.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return new RecordingMark.Kept(
              where,
              end * 1000 / RecordingStore.SAMPLES_PER_S,
              HexFormat.of().formatHex(digest.digest()));
        },
        threads);
  }

  @Override
  public void abandon() {
    threads.execute(
        () -> {
          try {
            channel.close();
          } catch (IOException e) {
            LOG.warn("The recording {} could not be closed", where, e);
          }
        });
  }

  private void putChunk(byte kind, byte[] text) {
    try {
      put(PartFormat.chunk(kind, key.seal(text, header.chunkBound(chunks, kind))));
      chunks++;
    } catch (IOException e) {
      throw new UncheckedIOException("The recording " + where + " cannot be written", e);
    }
  }

  private void put(byte[] bytes) throws IOException {
    for (ByteBuffer buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining(); ) {
      channel.write(buffer);
    }
    digest.update(bytes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every Java to know SHA-256", e);
    }
  }
}
