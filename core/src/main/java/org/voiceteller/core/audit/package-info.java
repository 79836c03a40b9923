/** What an auditor reads: every action with who, when, at which level and how it ended. */
@NullMarked
package org.voiceteller.core.audit;

import org.jspecify.annotations.NullMarked;
