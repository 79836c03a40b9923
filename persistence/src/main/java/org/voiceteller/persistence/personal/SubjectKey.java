package org.voiceteller.persistence.personal;

import javax.crypto.SecretKey;

/** The key of a subject: a call, or a customer. */
sealed interface SubjectKey {

  record Present(SecretKey key) implements SubjectKey {

    /** Never shows the key. */
    @Override
    public String toString() {
      return "Present";
    }
  }

  /** Destroyed on request: what it encrypted cannot be read, and nothing more is kept. */
  record Erased() implements SubjectKey {}
}
