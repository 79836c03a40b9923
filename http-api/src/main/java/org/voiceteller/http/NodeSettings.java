package org.voiceteller.http;

import com.typesafe.config.Config;
import java.util.Optional;
import org.voiceteller.actors.bank.BankSettings;
import org.voiceteller.http.call.CallDoorSettings;
import org.voiceteller.http.cluster.ClusterSettings;
import org.voiceteller.http.onetimecode.OneTimeCodeSettings;
import org.voiceteller.http.platform.PlatformSettings;
import org.voiceteller.http.signin.ConsoleSettings;
import org.voiceteller.http.trace.TraceSettings;
import org.voiceteller.http.webrtc.TurnServers;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.audit.Audit;
import org.voiceteller.persistence.audit.AuditSettings;
import org.voiceteller.persistence.audit.HeadSigner;
import org.voiceteller.streams.call.CallSettings;
import org.voiceteller.streams.media.MediaSettings;
import org.voiceteller.streams.nova.NovaSettings;
import org.voiceteller.streams.webrtc.WebRtcSettings;

/** All settings of a node, read and checked before anything starts. */
record NodeSettings(
    ListenSettings listen,
    CallDoorSettings door,
    PlatformSettings platforms,
    ClusterSettings cluster,
    NovaSettings nova,
    CallSettings call,
    MediaSettings media,
    WebRtcSettings webRtc,
    TurnServers turn,
    BankSettings bank,
    PersistenceSettings persistence,
    AuditSettings audit,
    Optional<HeadSigner> auditKey,
    OneTimeCodeSettings codes,
    TraceSettings tracing,
    RecordedCalls recording,
    ConsoleSettings console) {

  static NodeSettings from(Config config) {
    AuditSettings audit = AuditSettings.from(config);
    return new NodeSettings(
        ListenSettings.from(config),
        CallDoorSettings.from(config),
        PlatformSettings.from(config),
        ClusterSettings.from(config),
        NovaSettings.from(config),
        CallSettings.from(config),
        MediaSettings.from(config),
        WebRtcSettings.from(config),
        TurnServers.from(config),
        BankSettings.from(config),
        PersistenceSettings.from(config),
        audit,
        Audit.key(audit),
        OneTimeCodeSettings.from(config),
        TraceSettings.from(config),
        RecordedCalls.from(config),
        ConsoleSettings.from(config));
  }
}
