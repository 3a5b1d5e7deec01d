using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Running;
using VisEval.Benchmarks;
using VisEval.Benchmarks.Anytime;
using VisEval.Benchmarks.Efficiency;
using VisEval.Benchmarks.LargeStore;
using VisEval.Benchmarks.ManyPictures;

if (args is [AnytimeCommand.Name, ..])
    return AnytimeCommand.Execute(args[1..]);
if (args is [EfficiencyCommand.Name, ..])
    return EfficiencyCommand.Execute(args[1..]);
if (args is [LargeStoreCommand.Name, ..])
    return LargeStoreCommand.Execute(args[1..]);
if (args is [ManyPicturesCommand.Name, ..])
    return ManyPicturesCommand.Execute(args[1..]);

// Every benchmark states its own configuration.
BenchmarkSwitcher.FromAssembly(typeof(ShortConfig).Assembly).Run(args, DefaultConfig.Instance.AddDiagnoser(MemoryDiagnoser.Default));
return 0;
