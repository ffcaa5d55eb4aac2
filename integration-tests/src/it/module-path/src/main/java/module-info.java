/** A user of the library with a module of its own; the provider is found as a service. */
module consumer {
    requires io.modelkeep;
    requires jdk.httpserver;
}
