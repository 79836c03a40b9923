/**
 * The wire: AWS event-stream frames and the events inside them, both ways. Bytes come in as
 * length-prefixed frames with two checksums, perhaps wrapped in a signed chunk; typed {@link
 * org.voiceteller.localsonic.wire.InputEvent}s come out. The other way typed {@link
 * org.voiceteller.localsonic.wire.OutputEvent}s become frames. Shape is checked here (fields
 * present, of the right type, none unknown); sense and order are the conversation's business.
 */
@NullMarked
package org.voiceteller.localsonic.wire;

import org.jspecify.annotations.NullMarked;
