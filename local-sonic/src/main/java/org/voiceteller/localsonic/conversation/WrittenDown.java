package org.voiceteller.localsonic.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Optional;
import org.voiceteller.localsonic.wire.InputEvent;
import org.voiceteller.localsonic.wire.OutputEvent;

/**
 * Writes down what a client gives the model on one stream, for tests of what it must never be
 * given: {@code NAME.pcm} holds all sound (PCM s16le, mono, 16 kHz), {@code NAME.txt} all words and
 * answers of tools, each on a line of its own. What is answered is another's.
 */
public final class WrittenDown implements Exchange {

  private final Exchange answering;
  private final Path sound;
  private final Path words;

  /**
   * @param directory is made when it is not there
   */
  public WrittenDown(Exchange answering, Path directory, String name) {
    this.answering = answering;
    this.sound = directory.resolve(name + ".pcm");
    this.words = directory.resolve(name + ".txt");
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void receive(InputEvent event) {
    switch (event) {
      case InputEvent.AudioInput audio -> write(sound, Base64.getDecoder().decode(audio.content()));
      case InputEvent.TextInput text -> write(words, (text.content() + "\n").getBytes(UTF_8));
      case InputEvent.ToolResult result -> write(words, (result.content() + "\n").getBytes(UTF_8));
      case InputEvent.SessionStart _,
          InputEvent.PromptStart _,
          InputEvent.ContentStart _,
          InputEvent.ContentEnd _,
          InputEvent.PromptEnd _,
          InputEvent.SessionEnd _ -> {}
    }
    answering.receive(event);
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean wantsMore() {
    return answering.wantsMore();
  }

  @Override
  public Optional<OutputEvent> next() {
    return answering.next();
  }

  @Override
  public OutputEvent.Ids ids() {
    return answering.ids();
  }

  @Override
  public boolean allHeard() {
    return answering.allHeard();
  }

  @Override
  public boolean ended() {
    return answering.ended();
  }

  @Override
  public long nextDeadlineNanos() {
    return answering.nextDeadlineNanos();
  }

  @Override
  public void tick() {
    answering.tick();
  }
}
