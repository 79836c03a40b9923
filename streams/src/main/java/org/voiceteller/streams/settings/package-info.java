/**
 * Settings as they are read from HOCON: every wrong value gets a sentence that names its key, what
 * was expected and what was found, and all of them are told at once, before anything starts.
 */
@NullMarked
package org.voiceteller.streams.settings;

import org.jspecify.annotations.NullMarked;
