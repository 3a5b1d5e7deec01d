using VisEval.Core;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Scoring;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Datasets.Regions;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Bundles;
using VisEval.Tests.Harness.Datasets;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Fuzzing;

/// <summary>A reader of files that people bring, and sound files for it.</summary>
/// <param name="Name">What is read.</param>
/// <param name="Samples">Sound files.</param>
/// <param name="Read">Reads a file with everything that is done with it before a run.</param>
internal sealed record Readers(string Name, IReadOnlyList<byte[]> Samples, Action<string> Read)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Readers> All { get; } =
    [
        .. PictureSamples.All.Select(p => new Readers(p.Format, p.Files, path =>
        {
            PictureHead.Size(path);
            PictureFile.Decode(path);
        })),
        new("mask", PictureSamples.Masks, path => new ValueMask(path, [1], [3]).Read(Path.GetTempPath(), 7, 9)),
        new("array", [.. Arrays()], path =>
        {
            NpyFile.Read(path);
            NpyFile.ReadShape(path);
            NpyFile.ReadItem(path, 0);
        }),
        new("manifest", [Manifest()], path => DatasetVerifier.Verify(DatasetReader.Read(path), DatasetReader.Read(path).Manifest.Images)),
        new("configuration", [.. Texts("""
            { "datasets": ["scenes"], "models": ["plain"], "methods": ["grad-cam", { "name": "rise", "masks": 200 }],
              "metrics": ["deletion"], "preset": "quick", "limit": 3, "seed": 7, "seeds": 2, "threads": 1, "maxMemory": 500,
              "shuffled": true, "existing": "redo",
              "out": "x", "ranking": { "alpha": 0.05, "weights": { "faithfulness": 2 } } }
            """)], path => RunConfigFile.Read(path)),
        new("run.json", [.. Texts(RunInfoJson.ToText(RunnerPlan.Info()))], path =>
        {
            RunConfigFile.Read(path);
            RunInfoJson.Read(path);
        }),
        new("preprocessing", [.. Texts("""
            { "preprocessing": { "channels": "RGB", "scale": 0.5, "mean": [1, 2, 3], "std": [4, 5, 6], "resize": "crop",
              "shorterSide": 9 } }
            """)], path => PreprocessingFile.Read(path)),
        new("ranking rule", [.. Texts("""
            { "constructs": { "a": ["deletion", "insertion"] }, "weights": { "a": 2.5 }, "alpha": 0.01 }
            """)], path => RankingRuleFile.Read(path)),
        new("policy", [.. Texts("""
            { "margin": 0.02, "alpha": 0.05, "strict": true, "missing": "lost", "level": "critical",
              "metrics": { "deletion": { "level": "ignore" } }, "cells": [{ "method": "rise", "metric": "deletion", "margin": 0.1 }] }
            """)], path => GatePolicyFile.Read(path)),
        new("boxes", [.. Texts("image,x0,y0,x1,y1\n0,0,0,4,4\n1,1.5,2,3,4\n")], path => BoxFile.Read(path, 2, new ImageSize(3, 8, 8))),
        new("baseline", [Baseline()], path => BaselineFile.Read(path)),
        new("bundle", [Bundle.Pack(ReportSamples.Small())], path => BundleReader.Read(path)),
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static IEnumerable<byte[]> Texts(params string[] texts) => texts.Select(System.Text.Encoding.UTF8.GetBytes);

    private static IEnumerable<byte[]> Arrays()
    {
        using var floats = new MemoryStream();
        NpyFile.Write(floats, new Tensor([.. Enumerable.Range(0, 24).Select(i => (float)i)], 2, 3, 4));
        yield return floats.ToArray();
        foreach (var (type, size) in new[] { ("|b1", 1), ("<f8", 8), ("<i4", 4), ("|u1", 1) })
        {
            var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': (2, 3), }}".PadRight(117) + "\n";
            yield return
            [
                0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header), .. new byte[6 * size],
            ];
        }
    }

    private static byte[] Manifest()
    {
        using var folder = new TemporaryFolder();
        return File.ReadAllBytes(new TestDataset(folder).ManifestPath);
    }

    private static byte[] Baseline()
    {
        using var folder = new TemporaryFolder();
        BaselineFile.Write(ReportSamples.Small(), folder["baseline"]);
        return File.ReadAllBytes(folder["baseline"]);
    }
}
