package org.voiceteller.core.tool;

/**
 * A tool as the model is told of it.
 *
 * @param inputSchemaJson a JSON Schema object, made from the record that parses the input
 */
public record ToolSpec(String name, String description, String inputSchemaJson) {}
