package org.voiceteller.http.onetimecode;

import java.time.InstantSource;
import org.voiceteller.core.authentication.OneTimeCodeSender;

/** Makes the way of sending that is set. Who asks for one closes it. */
public final class OneTimeCodeSenders implements AutoCloseable {

  private final OneTimeCodeSender sender;
  private final Runnable close;

  private OneTimeCodeSenders(OneTimeCodeSender sender, Runnable close) {
    this.sender = sender;
    this.close = close;
  }

  public static OneTimeCodeSenders create(OneTimeCodeSettings settings) {
    return switch (settings.way()) {
      case OneTimeCodeSettings.Way.Console _ ->
          new OneTimeCodeSenders(new ConsoleSender(System.out), () -> {});
      case OneTimeCodeSettings.Way.Sns way -> {
        SnsSender sns = new SnsSender(way, settings.timeout());
        yield new OneTimeCodeSenders(sns, sns::close);
      }
      case OneTimeCodeSettings.Way.Webhook way -> {
        WebhookSender webhook = new WebhookSender(way, settings.timeout(), InstantSource.system());
        yield new OneTimeCodeSenders(webhook, webhook::close);
      }
    };
  }

  public OneTimeCodeSender sender() {
    return sender;
  }

  @Override
  public void close() {
    close.run();
  }
}
