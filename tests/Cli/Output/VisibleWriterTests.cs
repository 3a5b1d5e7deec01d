using VisEval.Cli.Hosting;
using VisEval.Cli.Output;

namespace VisEval.Tests.Cli.Output;

public sealed class VisibleWriterTests
{
    private const string Hostile = "red\u001b[31m\u202e over\rwritten\u0007";

    [Test]
    public void On_a_terminal_no_name_controls_anything()
    {
        using var screen = new StringWriter { NewLine = "\n" };
        var host = VisibleWriter.On(new CliHost(screen, screen) { OutIsTerminal = true, ErrorIsTerminal = true });
        host.Out.WriteLine(Hostile);
        host.Error.Write(Hostile.ToCharArray());
        host.Error.WriteLine($"{Hostile[0]}");
        const string shown = "red⟨U+001B⟩[31m⟨U+202E⟩ over\nwritten⟨U+0007⟩";
        Assert.That(screen.ToString(), Is.EqualTo($"{shown}\n{shown}r\n"));
    }

    [Test]
    public void A_pipe_gets_what_there_is()
    {
        using var pipe = new StringWriter { NewLine = "\n" };
        VisibleWriter.On(new CliHost(pipe, pipe)).Out.WriteLine(Hostile);
        Assert.That(pipe.ToString(), Is.EqualTo(Hostile + "\n"));
    }

    [Test]
    public void Standard_error_is_for_people_wherever_it_goes()
    {
        using var log = new StringWriter { NewLine = "\n" };
        VisibleWriter.On(new CliHost(log, log)).Error.WriteLine(Hostile);
        Assert.That(log.ToString(), Does.Contain("red⟨U+001B⟩[31m⟨U+202E⟩ over").And.Not.Contain('\u001b'));
    }

    [Test]
    public void Tables_are_clean_too_and_NO_COLOR_leaves_no_escape_sequence()
    {
        using var screen = new StringWriter();
        var host = VisibleWriter.On(new CliHost(screen, screen) { OutIsTerminal = true, Colours = false });
        Tables.Write(["name"], [[Hostile]], [], host);
        Consoles.ForOut(host).Write(new Spectre.Console.Text("bold", new(decoration: Spectre.Console.Decoration.Bold)));
        Assert.That(screen.ToString(), Does.Not.Contain('\u001b').And.Not.Contain('\u202e').And.Contain("⟨U+001B⟩").And.Contain("bold"));
    }
}
