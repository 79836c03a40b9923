/**
 * The main class of the laptop's DynamoDB. It runs in a process of its own, beside the application,
 * on the class path of DynamoDB Local. DynamoDB Local is Amazon's, for development and tests only,
 * and is never shipped.
 */
@NullMarked
package org.voiceteller.embedded.dynamodb;

import org.jspecify.annotations.NullMarked;
