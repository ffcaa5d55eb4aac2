/** A module that uses the library. The provider is found as a service. */
module consumer {
    requires io.modelkeep;
    requires jdk.httpserver;
}
