package io.modelkeep.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.cli.FakeService;
import io.modelkeep.cli.Run;
import io.modelkeep.cli.output.ExitCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationTest {

    private static final String[] DELETE = {"-o", "json", "checkpoints", "delete", "t1", "1", "2", "1"};

    private final FakeService service = new FakeService();

    @Test
    @DisplayName("the question names what will be deleted and how many, and leaves standard output alone")
    void question() {
        Run run = Run.on(service).answering("yes").command(DELETE);

        assertThat(run.err()).isEqualTo("Delete 2 checkpoints (1, 2) of run t1 on fake? [y/N] ");
        assertThat(run.out()).startsWith("{\"provider\"");
        assertThat(run.code()).isZero();
        assertThat(service.deleted).containsExactly("1", "2");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "n", "no", "yess", "ye"})
    @DisplayName("anything but yes is no, also the end of input")
    void no(String answer) {
        Run run = Run.on(service).answering(answer).command(DELETE);

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).endsWith("modelkeep: not confirmed; nothing was sent\n");
        assertThat(service.deleted).isEmpty();
    }

    @Test
    @DisplayName("where nobody can be asked, --yes is needed")
    void withoutATerminal_isRefused() {
        Run run = Run.on(service).command("models", "delete", "m1");

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("--yes").contains("1 model (m1)");
        assertThat(service.deleted).isEmpty();
    }

    @Test
    @DisplayName("a long list is named in part and counted in full")
    void longList() {
        String[] args = {"checkpoints", "delete", "t1", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"};

        assertThat(Run.on(service).answering("n").command(args).err())
                .startsWith("Delete 12 checkpoints (1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more) of run t1");
    }
}
