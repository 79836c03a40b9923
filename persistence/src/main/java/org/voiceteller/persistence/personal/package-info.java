/**
 * Personal data that can be made unreadable for good without touching the journal
 * (crypto-shredding). What is personal in an event is encrypted with a key of its subject while it
 * is written; when the key is destroyed, those fields read {@code [erased]} and everything else
 * stays as it was.
 */
@NullMarked
package org.voiceteller.persistence.personal;

import org.jspecify.annotations.NullMarked;
