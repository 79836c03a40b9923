package org.voiceteller.core.call;

import org.voiceteller.core.tool.ToolOutcome;

/** What one of the call's tools has answered, as the journal holds it. */
public record PastOutcome(String tool, ToolOutcome outcome) {}
