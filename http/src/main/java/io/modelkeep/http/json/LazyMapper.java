package io.modelkeep.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** The mapper of one client, made when it is first needed: databind takes longer to load than all else. Thread-safe. */
public final class LazyMapper {

    private final JsonFactory factory;
    private volatile @Nullable JsonMapper mapper;

    public LazyMapper(JsonFactory factory) {
        this.factory = factory;
    }

    /** Several that ask first at the same time may each get one of its own, which is as good. */
    public JsonMapper get() {
        JsonMapper made = mapper;
        if (made == null) {
            made = StrictJson.mapper(factory);
            mapper = made;
        }
        return made;
    }
}
