package io.modelkeep.http.call;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A mark for Retrofit methods whose answer is a whole list of any length. The answer may have eight times {@code
 * max-response-size}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface UnpagedResponse {}
