package org.voiceteller.persistence.journal;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Teaches Jackson our sealed interfaces: the record's simple name, in the property {@code is},
 * tells which one it is, so that {@code core} needs no annotations. Class and package names never
 * reach a message. Named under {@code pekko.serialization.jackson.jackson-modules}.
 */
public final class SealedTypesModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  private static final JsonTypeInfo.Value BY_NAME =
      JsonTypeInfo.Value.construct(
          JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "is", null, false, null);

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.insertAnnotationIntrospector(new SealedTypes());
  }

  private static final class SealedTypes extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable TypeResolverBuilder<?> findTypeResolver(
        MapperConfig<?> config, AnnotatedClass type, JavaType baseType) {
      return isOurs(type.getRawType()) ? new StdTypeResolverBuilder().init(BY_NAME, null) : null;
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated type) {
      return isOurs(type.getRawType()) ? named(type.getRawType()) : null;
    }

    private static List<NamedType> named(Class<?> sealed) {
      return Arrays.stream(sealed.getPermittedSubclasses())
          .map(permitted -> new NamedType(permitted, permitted.getSimpleName()))
          .toList();
    }

    private static boolean isOurs(Class<?> type) {
      return type.isSealed() && type.getName().startsWith("org.voiceteller.");
    }
  }
}
