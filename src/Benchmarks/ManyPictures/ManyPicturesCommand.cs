using System.Diagnostics;
using System.Globalization;

namespace VisEval.Benchmarks.ManyPictures;

/// <summary>Whether the memory of a run stays flat over many pictures, and how many it explains a second: in a process of its
/// own.</summary>
/// <remarks><c>dotnet run -c Release --project src/Benchmarks -- many-pictures [--images 50000] [--out FILE.png]</c>, from the root of
/// the repository. Generated pictures of 64×64, the embedded network <c>plain</c>, <c>gradient</c> and the controls,
/// <c>sparseness</c>.</remarks>
internal static class ManyPicturesCommand
{
    /// <summary>The word on the command line that asks for it.</summary>
    public const string Name = "many-pictures";

    private const int Images = 50_000;
    private const int Classes = 10;
    private const string Method = "gradient";
    private const string Metric = "sparseness";

    /// <summary>Writes the pictures, measures and draws; as a child process, the run itself.</summary>
    /// <param name="args">The options; of a child process, what it is to run.</param>
    public static int Execute(IReadOnlyList<string> args)
    {
        if (args is ["run", var dataset, var model, var method, var metric, var to])
            return MeasuredRun.Execute(dataset, model, method, metric, to);
        var options = args.Chunk(2).Where(o => o.Length == 2).ToDictionary(o => o[0], o => o[1]);
        var images = options.TryGetValue("--images", out var asked) ? int.Parse(asked, CultureInfo.InvariantCulture) : Images;
        var network = Path.GetFullPath("datasets/scenes/models/plain/model.onnx");
        if (options.Keys.Any(k => k is not ("--images" or "--out")) || images < 1 || !File.Exists(network))
        {
            Console.Error.WriteLine($"Usage: {Name} [--images {Images}] [--out FILE.png], from the root of the repository");
            return 2;
        }
        var folder = Directory.CreateTempSubdirectory("viseval-many-").FullName;
        try
        {
            var data = Directory.CreateDirectory(Path.Combine(folder, "pictures")).FullName;
            GeneratedPictures.Write(data, images, Classes);
            List<Moment> moments = [.. Child(data, network, Method, Metric, Path.Combine(folder, "run"))];
            Say(moments, images);
            if (options.TryGetValue("--out", out var file))
                MemoryPlot.Save(
                    [.. moments.Where(m => m.Doing == "evaluating")], images,
                    string.Create(CultureInfo.InvariantCulture, $"{images:N0} pictures, {Method} and the controls"), file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static void Say(List<Moment> moments, int images)
    {
        foreach (var phase in moments.GroupBy(m => m.Doing))
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{phase.Key,-10} {phase.Last().Seconds - phase.First().Seconds,7:0} s, {phase.Min(m => m.Megabytes),5:0} to "
                + $"{phase.Max(m => m.Megabytes):0} MB resident"));
        List<Moment> run = [.. moments.Where(m => m.Doing == "evaluating")];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{images / (run[^1].Seconds - run[0].Seconds):0} images a second while they are explained"));
        foreach (var tenth in run.GroupBy(m => (int)(Math.Min(m.Share, 0.999) * 10)))
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{tenth.Key * 10,3} % done: {tenth.Average(m => m.Megabytes):0} MB on average"));
    }

    private static IEnumerable<Moment> Child(params IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(ManyPicturesCommand).Assembly.Location);
        foreach (var arg in (IEnumerable<string>)[Name, "run", .. args])
            start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line)
            yield return Moment.Of(line);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The run failed with exit status {process.ExitCode}.");
    }
}
