using System.Diagnostics;
using VisEval.Core;
using VisEval.Onnx.Engine;

namespace VisEval.Tests.Onnx.Engine;

/// <summary>A process works with one native library, so the program is started anew for another one.</summary>
public sealed class RuntimeLibraryTests
{
    private string _folder = null!;
    private TemporaryModel _model = null!;

    [OneTimeSetUp]
    public void Prepare()
    {
        _folder = Directory.CreateTempSubdirectory("viseval-library-").FullName;
        _model = new TemporaryModel(SmallNetworks.Convolutional());
    }

    [OneTimeTearDown]
    public void CleanUp()
    {
        Directory.Delete(_folder, recursive: true);
        _model.Dispose();
    }

    [Test]
    public void A_copy_elsewhere_is_the_library_that_is_loaded()
    {
        var copy = CopyOfLibrary();
        foreach (var run in new[] { Check([], ("VISEVAL_ONNXRUNTIME", copy)), Check(["--onnxruntime", copy]) })
            Assert.Multiple(() =>
            {
                Assert.That(run.Status, Is.Zero, run.Error);
                // The file is taken from the list of the process's modules.
                Assert.That(run.Out, Does.Contain($"ONNX Runtime {RuntimeLibrary.Version} ({copy})"));
                Assert.That(run.Out, Does.Match("gradient +agrees"));
            });
    }

    [Test]
    public void The_option_stands_before_the_variable()
    {
        var copy = CopyOfLibrary();
        Assert.That(Check(["--onnxruntime", copy], ("VISEVAL_ONNXRUNTIME", "/nowhere")).Out, Does.Contain(copy));
    }

    [Test]
    public void A_file_that_is_no_library_is_refused()
    {
        var text = Path.Combine(_folder, "notes.so");
        File.WriteAllText(text, new string('a', 10_000));
        var run = Check(["--onnxruntime", text]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Status, Is.EqualTo(2));
            Assert.That(run.Out, Is.Empty);
            Assert.That(run.Error, Does.StartWith($"--onnxruntime {text}: the file cannot be loaded as a library: "));
            Assert.That(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1));
        });
    }

    [Test]
    public void A_library_of_something_else_is_refused()
    {
        var other = Directory.GetFiles(Path.GetDirectoryName(RuntimeLibrary.File)!, "*providers_shared*").Single();
        var run = Check(["--onnxruntime", other]);
        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("the library is no ONNX Runtime: it has no OrtGetApiBase."));
    }

    [Test]
    public void A_file_that_is_not_there_is_said_with_the_name_it_was_given_by() => Assert.That(
        Check([], ("VISEVAL_ONNXRUNTIME", "/nowhere/libonnxruntime.so")).Error,
        Is.EqualTo("VISEVAL_ONNXRUNTIME /nowhere/libonnxruntime.so: there is no such file; name a native library of ONNX Runtime.\n"));

    [TestCase("list", "methods")]
    [TestCase("schema", "run")]
    [TestCase("check", "--help")]
    [TestCase("--version")]
    public void A_variable_that_cannot_be_used_stops_no_command_that_opens_no_network(params string[] command)
    {
        var run = Program(command, ("VISEVAL_ONNXRUNTIME", "/nowhere/libonnxruntime.so"));
        Assert.That((run.Status, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Out, Is.Not.Empty);
    }

    [Test]
    public void An_option_that_cannot_be_used_stops_every_command()
    {
        var run = Program(["list", "methods", "--onnxruntime", "/nowhere/libonnxruntime.so"]);
        Assert.That((run.Status, run.Out), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.StartWith("--onnxruntime /nowhere/libonnxruntime.so: there is no such file"));
    }

    [Test]
    public void Without_a_library_the_package_to_add_is_named()
    {
        var missing = new TypeInitializationException("NativeMethods", new DllNotFoundException("cannot open libonnxruntime.so"));
        Assert.That(
            () => RuntimeLibrary.Require(() => throw missing),
            Throws.TypeOf<InputException>().With.Message.Contains("Add the package Microsoft.ML.OnnxRuntime, 1.").And.Message.EndsWith(
                "The system said: cannot open libonnxruntime.so."));
        Assert.That(() => RuntimeLibrary.Require(), Throws.Nothing);
    }

    [Test]
    public void Nothing_is_noted_for_the_makers_of_the_runtime_unless_the_user_wants_it()
    {
        string[] Noted(string name, string value)
        {
            var home = Directory.CreateTempSubdirectory("viseval-home-").FullName;
            try
            {
                var run = Check([], ("HOME", home), ("XDG_CACHE_HOME", ""), ("DOTNET_CLI_HOME", home), ("CI", ""), (name, value));
                Assert.That(run.Status, Is.Zero, run.Error);
                return Directory.GetFiles(home, "*", SearchOption.AllDirectories);
            }
            finally
            {
                Directory.Delete(home, recursive: true);
            }
        }
        Assert.That(Noted("UNRELATED", "1"), Is.Empty);
        if (OperatingSystem.IsLinux())
            Assert.That(Noted("ORT_DISABLE_TELEMETRY", "0"), Is.Not.Empty, "This runtime notes nothing; the test shows nothing.");
    }

    [Test]
    public void A_folder_is_said_to_be_one() => Assert.That(
        Check(["--onnxruntime", _folder]).Error,
        Is.EqualTo($"--onnxruntime {_folder}: this is a folder; name the native library of ONNX Runtime in it, for example "
            + "libonnxruntime.so.\n"));

    [Test]
    public void A_second_library_in_one_process_is_refused()
    {
        _ = RuntimeLibrary.Version;
        var copy = CopyOfLibrary();
        Assert.That(
            () => RuntimeLibrary.Use(copy),
            Throws.TypeOf<InputException>().With.Message.Contains("works with another ONNX Runtime already").And.Message.Contains(
                RuntimeLibrary.File!));
        Assert.That(() => RuntimeLibrary.Use(RuntimeLibrary.File!), Throws.Nothing, "The one that it works with.");
    }

    private string CopyOfLibrary()
    {
        _ = RuntimeLibrary.Version;
        var copy = Path.Combine(_folder, Path.GetFileName(RuntimeLibrary.File!));
        if (!File.Exists(copy))
            File.Copy(RuntimeLibrary.File!, copy);
        return copy;
    }

    private (int Status, string Out, string Error) Check(IReadOnlyList<string> more, params (string Name, string Value)[] variables) =>
        Program(["check", "--model", _model.Path, "--device", "cpu", .. more], variables);

    private (int Status, string Out, string Error) Program(
        IReadOnlyList<string> command, params (string Name, string Value)[] variables)
    {
        var program = typeof(VisEval.Cli.CliApp).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [program, .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
