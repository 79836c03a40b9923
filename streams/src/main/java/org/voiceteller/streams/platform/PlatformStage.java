package org.voiceteller.streams.platform;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.Supplier;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BidiShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.voiceteller.streams.media.WireMessage;

/**
 * Carries the messages through a {@link Translation}, each way by itself. The next message is taken
 * when all that became of the one before has gone, so that nothing piles up here.
 *
 * <p>A connection that breaks is passed on as broken, and the call waits for its caller; when the
 * call's flow is over, what is left is sent and the connection closes.
 */
final class PlatformStage
    extends GraphStage<BidiShape<WireMessage, WireMessage, WireMessage, WireMessage>> {

  private final Supplier<Translation> translations;
  private final Inlet<WireMessage> fromPlatform = Inlet.create("Platform.in");
  private final Outlet<WireMessage> toTeller = Outlet.create("Platform.toTeller");
  private final Inlet<WireMessage> fromTeller = Inlet.create("Platform.fromTeller");
  private final Outlet<WireMessage> toPlatform = Outlet.create("Platform.out");

  PlatformStage(Supplier<Translation> translations) {
    this.translations = translations;
  }

  @Override
  public BidiShape<WireMessage, WireMessage, WireMessage, WireMessage> shape() {
    return new BidiShape<>(fromPlatform, toTeller, fromTeller, toPlatform);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic(translations.get());
  }

  private final class Logic extends GraphStageLogic {

    private final Translation translation;
    private final Way inward = new Way(fromPlatform, toTeller);
    private final Way outward = new Way(fromTeller, toPlatform);

    private Logic(Translation translation) {
      super(PlatformStage.this.shape());
      this.translation = translation;
      setHandler(fromPlatform, new FromPlatformHandler());
      setHandler(fromTeller, new FromTellerHandler());
      setHandler(toTeller, new ToTellerHandler());
      setHandler(toPlatform, new ToPlatformHandler());
    }

    private final class FromPlatformHandler extends AbstractInHandler {

      @Override
      public void onPush() {
        inward.add(translation.fromPlatform(grab(fromPlatform)));
        move();
      }

      @Override
      public void onUpstreamFinish() {
        inward.add(translation.closed());
        move();
      }

      @Override
      public void onUpstreamFailure(Throwable broken) {
        if (!isClosed(toTeller)) {
          fail(toTeller, broken);
        }
      }
    }

    private final class FromTellerHandler extends AbstractInHandler {

      @Override
      public void onPush() {
        outward.add(translation.fromTeller(grab(fromTeller)));
        move();
      }

      @Override
      public void onUpstreamFinish() {
        move();
      }
    }

    private final class ToTellerHandler extends AbstractOutHandler {

      @Override
      public void onPull() {
        move();
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        move(); // its words come to their end by themselves
      }
    }

    private final class ToPlatformHandler extends AbstractOutHandler {

      @Override
      public void onPull() {
        move();
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        if (isClosed(fromPlatform)) {
          move(); // the way in has told the teller, or is about to
        } else {
          cancelStage(cause);
        }
      }
    }

    /** Who was told that the caller has hung up ends the call and with it this connection. */
    private void move() {
      inward.move();
      outward.move();
      if (translation.isOver() || outward.isDone()) {
        completeStage();
      } else if (inward.isDone() && !translation.isHungUp() && !isClosed(toTeller)) {
        complete(toTeller);
      }
    }

    /** One direction: what became of its last message, on its way out. */
    private final class Way {

      private final Inlet<WireMessage> in;
      private final Outlet<WireMessage> out;
      private final Deque<WireMessage> leaving = new ArrayDeque<>();

      private Way(Inlet<WireMessage> in, Outlet<WireMessage> out) {
        this.in = in;
        this.out = out;
      }

      private void add(Collection<WireMessage> messages) {
        leaving.addAll(messages);
      }

      private void move() {
        if (isClosed(out)) {
          leaving.clear();
        } else if (isAvailable(out) && !leaving.isEmpty()) {
          push(out, leaving.removeFirst());
        }
        boolean isWanted = isClosed(out) || isAvailable(out);
        if (leaving.isEmpty() && isWanted && !isClosed(in) && !hasBeenPulled(in)) {
          pull(in);
        }
      }

      private boolean isDone() {
        return isClosed(in) && leaving.isEmpty();
      }
    }
  }
}
