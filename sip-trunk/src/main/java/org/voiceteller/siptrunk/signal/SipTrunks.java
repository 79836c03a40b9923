package org.voiceteller.siptrunk.signal;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.TooManyListenersException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.TransportAlreadySupportedException;
import org.jspecify.annotations.Nullable;
import org.voiceteller.siptrunk.bank.BankSettings;
import org.voiceteller.siptrunk.media.Media;
import org.voiceteller.siptrunk.media.MediaSettings;
import org.voiceteller.siptrunk.trunk.Digest;
import org.voiceteller.siptrunk.trunk.Trunks;

/** All of the adapter, from its sockets to the bank's; running once it is made. */
public final class SipTrunks implements AutoCloseable {

  private static final Duration LAST_WORDS = Duration.ofMillis(500);
  private static final int BANK_THREADS = 4;
  private static final int FREE_PORT_ATTEMPTS = 20;

  /** All that it is set to. */
  public record Settings(
      ListenSettings listen,
      CallSettings calls,
      BankSettings bank,
      MediaSettings media,
      Trunks trunks) {}

  private final Settings settings;
  private final TrunkStack stack;
  private final SipProvider provider;
  private final Media media;
  private final Reception reception;
  private final Lanes lanes = new Lanes();
  private final Counts counts = new Counts();
  private final ScheduledThreadPoolExecutor clock;
  private final ExecutorService bankThreads;
  private final HttpClient client;

  /**
   * @throws IOException in one sentence when an address or a port cannot be had
   */
  public static SipTrunks start(Settings settings) throws IOException {
    try {
      return new SipTrunks(settings);
    } catch (SipException | InvalidArgumentException | TooManyListenersException refused) {
      throw new IOException(
          "SIP cannot be answered at "
              + settings.listen().host()
              + ":"
              + settings.listen().port()
              + ". Is the port taken, or the address not of this machine?",
          refused);
    }
  }

  private SipTrunks(Settings settings)
      throws IOException, SipException, InvalidArgumentException, TooManyListenersException {
    this.settings = settings;
    clock =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("clock").daemon().factory());
    clock.setRemoveOnCancelPolicy(true);
    bankThreads =
        Executors.newFixedThreadPool(
            BANK_THREADS, Thread.ofPlatform().name("bank-", 1).daemon().factory());
    client = HttpClient.newBuilder().executor(bankThreads).build();
    Trunks trunks = settings.trunks();
    boolean isSilent = trunks.unknown() == Trunks.Unknown.IGNORE;
    var network =
        new TrunkNetwork(address -> !isSilent || trunks.knows(address), counts.dropped::increment);
    var gate = new TrunkGate(trunks, new Digest(InstantSource.system()), counts);
    stack = new TrunkStack(settings.listen(), settings.calls().ackLimit(), network, gate);
    String soundHost = settings.media().host().orElse(settings.listen().host());
    media = new Media(settings.media(), InetAddress.getByName(soundHost));
    provider = listen(settings.listen());
    var messages = new Messages(settings.listen().advertised(), this::port);
    reception =
        new Reception(
            new Reception.Parts(
                provider,
                messages,
                settings.calls(),
                settings.bank(),
                settings.media().codecs(),
                settings.media().publicHost().or(settings.listen()::publicHost).orElse(soundHost),
                media,
                client,
                clock,
                lanes,
                counts));
    provider.addSipListener(new SipDoor(reception));
    stack.start();
  }

  /**
   * Free for TCP, which every connection that goes out takes one of, and for UDP. The stack wants
   * to be told a port; somebody may take a free one meanwhile, then it says so.
   */
  private static int freePort(String host) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try (var tcp = new ServerSocket()) {
        tcp.bind(new InetSocketAddress(host, 0));
        try (var udp = new DatagramSocket(tcp.getLocalSocketAddress())) {
          return udp.getLocalPort();
        }
      } catch (BindException taken) {
        if (attempt == FREE_PORT_ATTEMPTS) {
          throw taken;
        }
      }
    }
  }

  private SipProvider listen(ListenSettings listen)
      throws IOException, SipException, InvalidArgumentException {
    SipProvider made = null;
    int port = listen.port() == 0 ? freePort(listen.host()) : listen.port();
    if (listen.udp()) {
      ListeningPoint udp = stack.createListeningPoint(listen.host(), port, "udp");
      made = stack.createSipProvider(udp);
    }
    if (listen.tcp()) {
      made = with(made, stack.createListeningPoint(listen.host(), port, "tcp"));
    }
    if (listen.tls().isPresent()) {
      int tlsPort = listen.tls().get().port();
      made = with(made, stack.createListeningPoint(listen.host(), tlsPort, "tls"));
    }
    if (made == null) {
      throw new InvalidArgumentException("no transport");
    }
    return made;
  }

  private SipProvider with(@Nullable SipProvider provider, ListeningPoint point)
      throws SipException {
    if (provider == null) {
      return stack.createSipProvider(point);
    }
    try {
      provider.addListeningPoint(point);
    } catch (TransportAlreadySupportedException impossible) {
      throw new SipException("Expected each transport once", impossible);
    }
    return provider;
  }

  /**
   * Where a transport is answered.
   *
   * @param transport {@code udp}, {@code tcp} or {@code tls}
   */
  public int port(String transport) {
    ListeningPoint point = provider.getListeningPoint(transport);
    return point == null ? settings.listen().port() : point.getPort();
  }

  public Counts counts() {
    return counts;
  }

  public Media media() {
    return media;
  }

  public int callsInProgress() {
    return reception.inProgress();
  }

  /** Whether a new call would be taken. */
  public boolean isReady() {
    return reception.refusalNow().isEmpty();
  }

  public boolean isDraining() {
    return reception.isDraining();
  }

  /** Takes no more calls; returns when the last has ended, or all were ended after the limit. */
  public void drain() throws InterruptedException {
    reception.drain();
    reception.awaitEmpty(settings.calls().drainLimit());
    reception.endAll();
    reception.awaitEmpty(LAST_WORDS);
  }

  /** At once; calls in progress are cut off. {@link #drain} before it is polite. */
  @Override
  public void close() {
    stack.stop();
    media.close();
    clock.shutdownNow();
    lanes.close();
    client.shutdownNow();
    bankThreads.shutdown();
  }
}
