/**
 * One conversation of the stand-in. {@link org.voiceteller.localsonic.conversation.Protocol} checks
 * what the client sends as strictly as the real service; {@link
 * org.voiceteller.localsonic.conversation.Conversation} takes turns: it hears the caller, asks the
 * banker, speaks sentence by sentence and stops at a barge-in; {@link
 * org.voiceteller.localsonic.conversation.ConversationStage} connects it to a request's bytes and
 * its answer's, by demand. All of it runs on one thread per conversation and knows no clock but the
 * one it is given; only recognition and synthesis run elsewhere, on a bounded pool.
 */
@NullMarked
package org.voiceteller.localsonic.conversation;

import org.jspecify.annotations.NullMarked;
