package org.voiceteller.persistence.personal;

import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;

/** The subjects' keys of an actor system: one, for the journal and the serializer alike. */
public final class PersonalData extends AbstractExtensionId<SubjectKeys> {

  private static final PersonalData ID = new PersonalData();

  private PersonalData() {}

  public static SubjectKeys of(ClassicActorSystemProvider system) {
    return ID.get(system);
  }

  @Override
  public SubjectKeys createExtension(ExtendedActorSystem system) {
    return new SubjectKeys(system);
  }
}
