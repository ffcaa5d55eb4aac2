package io.modelkeep.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** The mapper of one client, made when it is first needed: databind takes longer to load than all else. Thread-safe. */
final class LazyMapper {

    private final JsonFactory factory;
    private volatile @Nullable JsonMapper mapper;

    LazyMapper(JsonFactory factory) {
        this.factory = factory;
    }

    /** Several that ask first at the same time may each get one of its own, which is as good. */
    JsonMapper get() {
        JsonMapper made = mapper;
        if (made == null) {
            made = StrictJson.mapper(factory);
            mapper = made;
        }
        return made;
    }
}
