package org.voiceteller.persistence.personal;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.cassandra.journal.CassandraJournal;
import org.apache.pekko.persistence.journal.Tagged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.persistence.journal.ClosedJournalException;
import org.voiceteller.persistence.journal.WriteFence;
import scala.collection.immutable.Seq;
import scala.concurrent.Future;
import scala.concurrent.Future$;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * The Cassandra journal, which gives each personal event its subject's key on the way in. Only here
 * both the entity and the event are known: a serializer sees the event alone. {@link Subject} tells
 * whose it is.
 *
 * <p>The journal waits for a key that is not remembered, once for each call and customer: what
 * follows must begin in the journal's own turn, or a write could be overtaken by the replay of its
 * entity.
 *
 * <p>A node that may not write writes nothing ({@link WriteFence}); its entities fail as when the
 * journal is lost.
 */
public final class SealingJournal extends CassandraJournal {

  private static final Logger LOG = LoggerFactory.getLogger(SealingJournal.class);

  private final SubjectKeys keys;
  private final WriteFence fence;

  /** By Pekko, as {@code pekko.persistence.cassandra.journal.class}. */
  public SealingJournal(Config config, String configPath) {
    super(config, configPath);
    this.keys = PersonalData.of(context().system());
    this.fence = WriteFence.of(context().system());
    if (!keys.isOn()) {
      LOG.warn(
          "Personal data is kept as it is and cannot be erased:"
              + " voice-teller.personal-data.master-key-file is not set");
    }
  }

  @Override
  public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> messages) {
    Optional<String> closed = fence.closedAfterLookingAround();
    if (closed.isPresent()) {
      return Future$.MODULE$.failed(new ClosedJournalException(closed.get()));
    }
    if (!keys.isOn()) {
      return super.asyncWriteMessages(messages);
    }
    try {
      List<AtomicWrite> sealed =
          CollectionConverters.asJava(messages).stream().map(this::sealed).toList();
      return super.asyncWriteMessages(CollectionConverters.asScala(sealed).toSeq());
    } catch (IllegalStateException noKey) {
      return Future$.MODULE$.failed(noKey);
    }
  }

  private AtomicWrite sealed(AtomicWrite write) {
    List<PersistentRepr> events = CollectionConverters.asJava(write.payload());
    events.forEach(event -> link(payload(event), write.persistenceId()));
    if (events.stream().noneMatch(event -> Seal.isPersonal(payload(event).getClass()))) {
      return write;
    }
    List<PersistentRepr> all = new ArrayList<>();
    for (PersistentRepr event : events) {
      all.add(
          Seal.isPersonal(payload(event).getClass())
              ? event.withPayload(sealed(event.payload(), write.persistenceId()))
              : event);
    }
    return new AtomicWrite(CollectionConverters.asScala(all).toSeq());
  }

  /** Tied to its customer before it is known to be theirs, never after. */
  private void link(Object event, String persistenceId) {
    Subject.callOf(event).ifPresent(customer -> keys.await(keys.link(customer, persistenceId)));
    Subject.ownedBy(event).ifPresent(owner -> keys.await(keys.own(persistenceId, owner)));
  }

  private Object sealed(Object payload, String persistenceId) {
    return payload instanceof Tagged tagged
        ? new Tagged(seal(tagged.payload(), persistenceId), tagged.tags())
        : seal(payload, persistenceId);
  }

  private Sealed seal(Object event, String persistenceId) {
    String subject =
        switch (Subject.of(persistenceId, event)) {
          case Subject.Customers(var customerId) -> Subject.ofCustomer(customerId);
          case Subject.Owners _ -> keys.await(keys.ofOwner(persistenceId));
          case Subject.Own _ -> persistenceId;
        };
    return new Sealed(event, subject, keys.await(keys.obtain(subject)));
  }

  private static Object payload(PersistentRepr event) {
    return event.payload() instanceof Tagged tagged ? tagged.payload() : event.payload();
  }
}
