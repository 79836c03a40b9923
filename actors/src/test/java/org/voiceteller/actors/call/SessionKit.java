package org.voiceteller.actors.call;

import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Actors with a journal in memory, for one test class; time passes when the test says so. */
final class SessionKit implements AfterAllCallback {

  private final ActorTestKit actors =
      ActorTestKit.create(
          ManualTime.config()
              .withFallback(PersistenceTestKitPlugin.config())
              .withFallback(ConfigFactory.load()));
  private final ManualTime time = ManualTime.get(actors.system());
  private final PersistenceTestKit journal = PersistenceTestKit.create(actors.system());

  ActorTestKit actors() {
    return actors;
  }

  ManualTime time() {
    return time;
  }

  PersistenceTestKit journal() {
    return journal;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    actors.shutdownTestKit();
  }
}
