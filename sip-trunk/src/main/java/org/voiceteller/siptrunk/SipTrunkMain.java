package org.voiceteller.siptrunk;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.voiceteller.siptrunk.bank.BankSettings;
import org.voiceteller.siptrunk.media.MediaSettings;
import org.voiceteller.siptrunk.observe.HealthDoor;
import org.voiceteller.siptrunk.signal.CallSettings;
import org.voiceteller.siptrunk.signal.ListenSettings;
import org.voiceteller.siptrunk.signal.SipTrunks;
import org.voiceteller.siptrunk.trunk.Trunks;
import org.voiceteller.streams.settings.WrongSettingsException;

/**
 * {@code ./teller sip}: answers the bank's trunks until it is told to stop (SIGTERM, Ctrl-C); then
 * it takes no calls any more and lets those in progress come to their end. Prints one line {@code
 * ready sip:…} when a call would be answered. Exit codes: 0 stopped as asked, 1 could not start, 2
 * a setting cannot be used.
 */
public final class SipTrunkMain {

  private SipTrunkMain() {}

  public static void main(String[] args) throws InterruptedException {
    int status = run();
    if (status != 0) {
      System.exit(status);
    }
    new CountDownLatch(1).await();
  }

  private static int run() {
    SipTrunks.Settings settings;
    HealthDoor.Settings health;
    try {
      Config config = ConfigFactory.load();
      settings = settings(config);
      health = HealthDoor.Settings.from(config);
    } catch (WrongSettingsException | ConfigException wrong) {
      System.err.println(wrong.getMessage());
      return 2;
    }
    try {
      SipTrunks trunks = SipTrunks.start(settings);
      HealthDoor door = new HealthDoor(health, trunks);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(trunks, door), "stop"));
      System.out.printf(
          "ready sip:%s:%d%nhealth http://%s:%d%n",
          settings.listen().advertised(), trunks.port("udp"), health.host(), door.port());
      return 0;
    } catch (IOException taken) {
      System.err.println(taken.getMessage());
      return 1;
    }
  }

  /**
   * What the configuration says, all of it checked.
   *
   * @throws WrongSettingsException with a sentence for each value that cannot be used
   */
  static SipTrunks.Settings settings(Config config) {
    List<String> wrong = new ArrayList<>();
    @Nullable ListenSettings listen = read(wrong, config, ListenSettings::from);
    @Nullable CallSettings calls = read(wrong, config, CallSettings::from);
    @Nullable BankSettings bank = read(wrong, config, BankSettings::from);
    @Nullable MediaSettings media = read(wrong, config, MediaSettings::from);
    @Nullable Trunks trunks = read(wrong, config, Trunks::from);
    if (listen == null || calls == null || bank == null || media == null || trunks == null) {
      throw new WrongSettingsException(wrong);
    }
    return new SipTrunks.Settings(listen, calls, bank, media, trunks);
  }

  private static <T> @Nullable T read(List<String> wrong, Config config, Function<Config, T> how) {
    try {
      return how.apply(config);
    } catch (WrongSettingsException sentences) {
      wrong.add(String.valueOf(sentences.getMessage()));
      return null;
    }
  }

  private static void stop(SipTrunks trunks, HealthDoor door) {
    try {
      trunks.drain();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    trunks.close();
    door.close();
  }
}
