package io.modelkeep.fuzz;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A fuzz target with a {@link SeedList}. The fuzzer starts from the seeds, and a plain test run tries each of them. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ArgumentsSource(SeedList.class)
public @interface Seeded {}
