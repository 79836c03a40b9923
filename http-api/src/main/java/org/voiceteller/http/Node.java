package org.voiceteller.http;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.actors.bank.Bank;
import org.voiceteller.actors.bank.Surroundings;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.http.admin.AdminRoutes;
import org.voiceteller.http.admin.LedgerCheck;
import org.voiceteller.http.admin.SoundFiles;
import org.voiceteller.http.call.CallDoor;
import org.voiceteller.http.call.CallRoutes;
import org.voiceteller.http.call.Conversations;
import org.voiceteller.http.call.Lines;
import org.voiceteller.http.cluster.ClusterSettings;
import org.voiceteller.http.cluster.Membership;
import org.voiceteller.http.cluster.Role;
import org.voiceteller.http.cluster.VoiceNodes;
import org.voiceteller.http.handoff.StaffSocket;
import org.voiceteller.http.health.Dependency;
import org.voiceteller.http.health.HealthRoutes;
import org.voiceteller.http.health.ModelProbe;
import org.voiceteller.http.health.Readiness;
import org.voiceteller.http.live.LiveBoard;
import org.voiceteller.http.metrics.CallMetrics;
import org.voiceteller.http.metrics.CaseMetrics;
import org.voiceteller.http.metrics.ClusterMetrics;
import org.voiceteller.http.metrics.HealthMetrics;
import org.voiceteller.http.metrics.MetricsRoutes;
import org.voiceteller.http.metrics.PlatformMetrics;
import org.voiceteller.http.metrics.ProjectionMetrics;
import org.voiceteller.http.onetimecode.OneTimeCodeSenders;
import org.voiceteller.http.page.ConsolePage;
import org.voiceteller.http.page.PageRoutes;
import org.voiceteller.http.page.PageSettings;
import org.voiceteller.http.platform.PlatformRoutes;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.trace.TracedDesk;
import org.voiceteller.http.trace.Tracing;
import org.voiceteller.persistence.journal.CallJournal;
import org.voiceteller.streams.call.CallPipeline;
import org.voiceteller.streams.call.CallRoster;
import org.voiceteller.streams.media.MediaSocket;
import org.voiceteller.streams.nova.Nova;
import org.voiceteller.streams.nova.NovaTargets;
import org.voiceteller.streams.observe.CallObserver;
import org.voiceteller.streams.recording.Recordings;

/**
 * One node of the bank: a member of the cluster and what its roles make it, its share of the
 * entities, the conversation with the model, the projections, and the doors.
 *
 * <p>The doors open at once, also while the journal cannot be reached yet: {@code /health/ready}
 * tells what is missing, and a call that is made meanwhile gets a clear error.
 */
public final class Node {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private static final long READY_POLL_MS = 100;

  private final ActorSystem<Void> system;
  private final CompletionStage<Bank> bank;
  private final HealthRoutes health;
  private final ServerBinding binding;

  private Node(
      ActorSystem<Void> system,
      CompletionStage<Bank> bank,
      HealthRoutes health,
      ServerBinding binding) {
    this.system = system;
    this.bank = bank;
    this.health = health;
    this.binding = binding;
  }

  /**
   * Starts a node and opens its doors.
   *
   * @param config resolved
   * @param speech whether the model hears and speaks; without it the page offers typing only
   * @throws StartException in one sentence when it cannot start
   * @throws RuntimeException with a sentence for each setting that cannot be used, before anything
   *     has started
   */
  public static Node start(Config config, boolean speech) {
    NodeSettings settings = NodeSettings.from(config);
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            ClusterSettings.SYSTEM,
            timeToDrain(settings.listen())
                .withFallback(Membership.configuration(settings.cluster()))
                .withFallback(config));
    try {
      return start(system, settings, speech);
    } catch (RuntimeException failure) {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
      throw failure;
    }
  }

  private static Node start(ActorSystem<Void> system, NodeSettings settings, boolean speech) {
    Membership.join(system, settings.cluster());
    VoiceNodes voiceNodes = new VoiceNodes(system);
    Lines lines = Admission.lines(settings, voiceNodes);
    MetricsRoutes metrics = MetricsRoutes.create(lines);
    ClusterMetrics.watchMembers(system, metrics.registry());
    LiveBoard board =
        LiveBoard.start(
            system,
            settings.bank().callPolicy().resumeGrace(),
            CallJournal.of(system)::customerOf,
            InstantSource.system());
    CallObserver observer = board.watching(CallMetrics.create(metrics.registry()));
    NovaTargets nova = NovaTargets.create(settings.nova(), observer, system);
    Memory memory =
        Memory.start(
            system,
            settings.persistence(),
            settings.audit(),
            settings.auditKey(),
            ProjectionMetrics.create(metrics.registry()));
    CallRoster roster = CallRoster.create();
    Recordings recordings = RecordedCalls.on(system, settings.recording());
    Tracing tracing = Tracing.create(settings.tracing());
    OneTimeCodeSenders senders = OneTimeCodeSenders.create(settings.codes());
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "close-senders",
            () -> {
              senders.close();
              tracing.close();
              return CompletableFuture.completedFuture(Done.getInstance());
            });
    AtomicReference<@Nullable Conversations> conversations = new AtomicReference<>();
    boolean answersCalls = settings.cluster().roles().contains(Role.VOICE);
    WebRtcCalls webRtc = new WebRtcCalls(system, settings);
    CompletionStage<Bank> bank =
        memory
            .whenJournalAnswers()
            .thenApply(
                _ -> {
                  Bank opened =
                      Bank.init(
                          system,
                          new Surroundings(
                              memory.history(),
                              memory.transfers(),
                              memory.cases(),
                              CaseMetrics.create(metrics.registry()),
                              senders.sender(),
                              tracing.tracer()),
                          settings.bank());
                  ClusterMetrics.watchSessions(system, metrics.registry());
                  if (answersCalls) {
                    CallDesk desk =
                        board.watching(TracedDesk.create(opened.callDesk(), tracing.tracer()));
                    MediaSocket socket =
                        socket(settings, desk, nova, roster, observer, recordings, board);
                    webRtc.begin(socket, observer, metrics.registry());
                    conversations.set(socket::flow);
                  }
                  return opened;
                });
    HealthRoutes health =
        HealthRoutes.create(
            dependencies(system, settings, memory, nova),
            settings.listen().probeTimeout(),
            () ->
                obstacle(
                    lines,
                    !answersCalls || conversations.get() != null,
                    settings.door().retryAfter()));
    HealthMetrics.create(metrics.registry()).watch(system, health, board.alarms()::found);
    PageRoutes page =
        PageRoutes.create(
            PageSettings.forBank(settings.listen().bankName(), speech)
                .withWebRtc(speech && settings.webRtc().isForPagesAt(settings.listen().host())),
            new ConsolePage(settings.listen().bankName(), settings.console().openId().isPresent()));
    Console console =
        Console.on(
            system,
            settings.console(),
            memory,
            new AdminRoutes.Sources(
                board,
                memory.console(settings.bank().cases()),
                CallJournal.of(system),
                () -> started(bank).map(Bank::staffDesk),
                memory::erase,
                LedgerCheck.create(system, memory::export, InstantSource.system()),
                new StaffSocket(system),
                SoundFiles.of(system, settings.recording().directory())));
    CallDoor door =
        CallDoor.create(
            system, settings.door(), lines, () -> Optional.ofNullable(conversations.get()));
    List<Route> callersDoors =
        List.of(
            CallRoutes.create(settings.door(), door).routes(),
            PlatformRoutes.create(
                    system,
                    settings.platforms(),
                    door,
                    settings.door().retryAfter(),
                    PlatformMetrics.create(metrics.registry()))
                .routes(),
            webRtc.routes(door),
            page.routes());
    List<Route> bankersDoors =
        List.of(health.routes(), metrics.routes(), ApiRoutes.create().routes(), console.routes());
    ServerBinding binding =
        await(
            Doors.open(
                system,
                settings.listen().host(),
                settings.listen().port(),
                Stream.of(answersCalls ? callersDoors : List.<Route>of(), bankersDoors)
                    .flatMap(List::stream)
                    .toList()));
    new Draining(system, settings.listen(), lines, roster, voiceNodes::isAnotherUp)
        .beforeShutdown(binding, nova::close);
    return new Node(system, bank, health, binding);
  }

  /** What calls need; the model only where they are answered. */
  private static List<Dependency> dependencies(
      ActorSystem<?> system, NodeSettings settings, Memory memory, NovaTargets nova) {
    List<Dependency> stores =
        List.of(
            Dependency.essential("journal", memory::journalCondition),
            Dependency.helpful("tables", memory::tablesCondition));
    if (!settings.cluster().roles().contains(Role.VOICE)) {
      return stores;
    }
    Dependency model =
        Dependency.essential(
            "model",
            ModelProbe.create(
                () -> nova.warmUp(system),
                nova::serving,
                settings.nova().fallbacks().isEmpty()
                    ? Optional.ofNullable(settings.nova().endpoint())
                    : Optional.empty(),
                Duration.ofMinutes(1)));
    return Stream.concat(stores.stream(), Stream.of(model)).toList();
  }

  private static Optional<Bank> started(CompletionStage<Bank> bank) {
    CompletableFuture<Bank> opening = bank.toCompletableFuture();
    return opening.isDone() && !opening.isCompletedExceptionally()
        ? Optional.of(opening.join())
        : Optional.empty();
  }

  private static Optional<Problem> obstacle(Lines lines, boolean answers, Duration retryAfter) {
    if (lines.isClosed()) {
      return Optional.of(new Problem.ServerDraining(retryAfter));
    }
    return answers ? Optional.empty() : Optional.of(new Problem.Starting(retryAfter));
  }

  /** Pekko breaks a phase of the shutdown off after its timeout. */
  static Config timeToDrain(ListenSettings listen) {
    return ConfigFactory.parseMap(
        Map.of(
            "pekko.coordinated-shutdown.phases.service-requests-done.timeout",
            Draining.atMost(listen).plusSeconds(2)),
        "the time that calls have to go");
  }

  private static MediaSocket socket(
      NodeSettings settings,
      CallDesk desk,
      Nova nova,
      CallRoster roster,
      CallObserver observer,
      Recordings recordings,
      LiveBoard board) {
    CallPipeline pipeline =
        CallPipeline.create(
                settings.call(),
                nova,
                settings.nova(),
                desk,
                roster,
                observer,
                InstantSource.system())
            .with(recordings, board::isStaffThere);
    return MediaSocket.create(settings.media(), desk, pipeline, roster);
  }

  /** Whether a call would be answered, asked now. */
  public CompletionStage<Readiness> readiness() {
    return isUp() && bank.toCompletableFuture().isDone()
        ? health.readiness()
        : CompletableFuture.completedFuture(
            new Readiness(
                List.of(
                    new Readiness.Finding(
                        "cluster",
                        true,
                        new Dependency.Condition.Down("Joining, or waiting for the journal")))));
  }

  /** Completes when a call would be answered; asked again and again until then. */
  public CompletionStage<Readiness> whenReady() {
    return readiness()
        .thenCompose(
            readiness ->
                switch (readiness.status()) {
                  case READY, DEGRADED -> CompletableFuture.completedFuture(readiness);
                  case UNREADY ->
                      CompletableFuture.supplyAsync(
                              () -> this,
                              CompletableFuture.delayedExecutor(
                                  READY_POLL_MS, TimeUnit.MILLISECONDS))
                          .thenCompose(Node::whenReady);
                });
  }

  private boolean isUp() {
    return Cluster.get(system).selfMember().status() == MemberStatus.up();
  }

  /** The bank that this node belongs to; completes when the journal answers. */
  public CompletionStage<Bank> bank() {
    return bank;
  }

  public ActorSystem<?> system() {
    return system;
  }

  /** Where the doors are, as {@code http://127.0.0.1:8080}. */
  public String url() {
    var address = binding.localAddress();
    String host = address.getAddress().getHostAddress();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** Completes when the node is gone, wanted or not. */
  public CompletionStage<Done> whenTerminated() {
    return system.getWhenTerminated();
  }

  /** Ends calls politely, closes the doors and leaves the cluster. Completes when all is done. */
  public CompletionStage<Done> stop() {
    return CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.jvmExitReason());
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof StartException cannotStart) {
        throw cannotStart;
      }
      throw failed;
    }
  }
}
