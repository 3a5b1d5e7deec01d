using System.Diagnostics;
using VisEval.Cli.Completing;
using VisEval.Harness.Configuration;

namespace VisEval.Tests.Cli;

/// <summary>The scripts of <c>completion</c>, run by the shells themselves.</summary>
public sealed class CompletionCommandTests
{
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        var program = _folder["viseval"];
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "viseval.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var script in CompletionScript.All)
        {
            var printed = CliRun.Of(_folder.Path, "completion", script.Shell);
            printed.IsDone();
            File.WriteAllText(_folder[$"{script.Shell}.txt"], printed.Out);
        }
    }

    [OneTimeTearDown]
    public void Close() => _folder.Dispose();

    [TestCase("viseval pla", "plan")]
    [TestCase("viseval list vis", "visualizers,visualization-metrics")]
    [TestCase("viseval run --met", "--method,--metric")]
    [TestCase("viseval run --method guided-g", "guided-grad-cam")]
    [TestCase("viseval run --method rise grad-cam", "grad-cam,grad-cam++")]
    [TestCase("viseval run --metric=road", "road")]
    [TestCase("viseval score --metric pointing", "pointing-game")]
    [TestCase("viseval run --preset ", "quick,standard,full")]
    [TestCase("viseval explain --device cu", "cuda")]
    [TestCase("viseval visualize --method class-m", "class-model")]
    [TestCase("viseval represent --analysis tc", "tcav")]
    [TestCase("viseval run --existing re", "redo,resume")]
    [TestCase("viseval completion z", "zsh")]
    [TestCase("viseval schema ran", "ranking")]
    [TestCase("viseval run --method rise:ma", "masks=")]
    [TestCase("viseval run --method grad-cam:relu=t", "true")]
    [TestCase("viseval explain --format ", "npy,png")]
    [TestCase("viseval run --discard ", "curves,maps,none,pictures")]
    public void Bash_completes(string line, string expected)
    {
        // As bash calls it: words are split at blanks and at COMP_WORDBREAKS, which has = and :.
        var words = line.Replace("=", " = ").Replace(":", " : ").Split(' ');
        var call = $"source ./bash.txt; COMP_LINE='{line}'; COMP_POINT={line.Length}; COMP_WORDS=({Quoted(words)}); "
            + $"COMP_CWORD={words.Length - 1}; _viseval viseval '{words[^1]}' '{words[^2]}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"";
        Assert.That(Lines("bash", "-c", call), Is.EquivalentTo(expected.Split(',')));
    }

    // An empty candidate would keep bash from listing files.
    [TestCase("viseval explain --model ", "explain --model")]
    [TestCase("viseval explain --image ", "explain --image")]
    [TestCase("viseval run --dataset ", "run --dataset")]
    [TestCase("viseval run --plugin ", "run --plugin")]
    public void Bash_is_left_to_list_files_where_a_path_is_the_value(string line, string words)
    {
        var call = $"source ./bash.txt; COMP_LINE='{line}'; COMP_POINT={line.Length}; COMP_WORDS=(viseval {words} ''); COMP_CWORD=3; "
            + "_viseval viseval '' ''; echo ${#COMPREPLY[@]}";
        Assert.That(Lines("bash", "-c", call).Single(), Is.EqualTo("0"));
    }

    // Bash takes the colon itself for the word before the cursor, and keeps it.
    [Test]
    public void Bash_completes_the_options_of_a_unit()
    {
        const string line = "viseval run --method grad-cam:";
        var offered = Lines(
            "bash", "-c", $"source ./bash.txt; COMP_LINE='{line}'; COMP_POINT={line.Length}; "
            + "COMP_WORDS=(viseval run --method grad-cam :); COMP_CWORD=4; _viseval viseval : grad-cam; "
            + "printf '%s\\n' \"${COMPREPLY[@]}\"");
        Assert.That(offered, Does.Contain("relu=").And.Contain("layer="));
        Assert.That(offered, Has.All.EndsWith("="));
    }

    [TestCase("rise:masks=20,", "rise:masks=20,grid=", "rise:masks=20,masks=")]
    [TestCase("integrated-gradients:rule=", "integrated-gradients:rule=riemann-left", "integrated-gradients:rule=RiemannLeft")]
    public void Options_are_offered_once_and_values_as_they_are_written(string word, string offered, string not)
    {
        var line = $" run --method {word}";
        var words = CliRun.Of(_folder.Path, $"[suggest:{line.Length}]", line).Out.Split('\n');
        Assert.That(words, Does.Contain(offered).And.Not.Contain(not));
    }

    [Test]
    public void Bash_offers_commands_and_no_options_before_a_word_is_begun()
    {
        var offered = Lines(
            "bash", "-c", "source ./bash.txt; COMP_LINE='viseval '; COMP_POINT=8; COMP_WORDS=(viseval ''); COMP_CWORD=1; "
            + "_viseval viseval '' viseval; printf '%s\\n' \"${COMPREPLY[@]}\"");
        Assert.That(offered, Does.Contain("run").And.Contain("completion"));
        Assert.That(offered.Where(o => o.StartsWith('-') || o.StartsWith('/')), Is.Empty);
    }

    [Test]
    public void Bash_knows_the_function_as_that_of_viseval() =>
        Assert.That(Lines("bash", "-c", "source ./bash.txt; complete -p viseval").Single(), Does.Contain("-F _viseval viseval"));

    [TestCase("viseval run --met", "--method,--metric")]
    [TestCase("viseval run --preset ", "quick,standard,full")]
    public void Zsh_completes(string line, string expected)
    {
        Needs("zsh");
        var call = "compdef() { }; compadd() { shift; print -rl -- \"$@\" }; _files() { }; source ./zsh.txt; "
            + $"words=({Quoted(line.Split(' '))}); CURRENT={line.Split(' ').Length}; _viseval";
        Assert.That(Lines("zsh", "-f", "-c", call), Is.EquivalentTo(expected.Split(',')));
    }

    [TestCase("viseval run --met", "--method,--metric")]
    [TestCase("viseval run --preset ", "quick,standard,full")]
    public void PowerShell_completes(string line, string expected)
    {
        Needs("pwsh");
        var call = "Get-Content ./pwsh.txt -Raw | Invoke-Expression; "
            + $"(TabExpansion2 '{line}' {line.Length}).CompletionMatches.CompletionText";
        Assert.That(Lines("pwsh", "-NoProfile", "-Command", call), Is.EquivalentTo(expected.Split(',')));
    }

    [Test]
    public void Every_method_and_preset_is_offered()
    {
        var offered = CliRun.Of(_folder.Path, "[suggest:14]", " run --method ").Out.Split('\n');
        Assert.That(Catalogues.BuiltIn().Methods.Entries.Select(e => e.Name).Append("all"), Is.SubsetOf(offered));
        Assert.That(
            Presets.All.Select(p => p.Name), Is.SubsetOf(CliRun.Of(_folder.Path, "[suggest:14]", " run --preset ").Out.Split('\n')));
    }

    private static string Quoted(IEnumerable<string> words) => string.Join(' ', words.Select(w => $"'{w}'"));

    private static void Needs(string shell)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(f => File.Exists(Path.Combine(f, shell))))
            Assert.Ignore($"{shell} is not installed on this machine.");
    }

    private List<string> Lines(string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = $"{_folder.Path}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
