namespace VisEval.Benchmarks.Efficiency;

/// <summary>A run whose efficiency is measured.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Network">Full path of the .onnx file.</param>
/// <param name="Model">What the run calls the model.</param>
/// <param name="Methods">Units; empty for all.</param>
/// <param name="Metrics">Units.</param>
/// <param name="Limit">Images.</param>
/// <param name="Threads">Threads of the run, and of the network alone.</param>
/// <param name="Out">The run directory.</param>
public sealed record Workload(
    string Name,
    string Network,
    string Model,
    IReadOnlyList<string> Methods,
    IReadOnlyList<string> Metrics,
    int Limit,
    int Threads,
    string Out);

/// <summary>What a whole run took.</summary>
/// <param name="Forwards">Images run forwards, gradients included.</param>
/// <param name="Backwards">Images run backwards.</param>
/// <param name="Seconds">Wall time of all.</param>
/// <param name="Planning">Wall time until the first image.</param>
/// <param name="Evaluation">Wall time of explaining, scoring and measuring costs.</param>
/// <param name="Report">Wall time of results and report.</param>
/// <param name="Processor">Processor time in seconds.</param>
/// <param name="AllocatedGigabytes">Managed memory allocated, in 10⁹ bytes.</param>
/// <param name="FullCollections">Collections of the oldest generation.</param>
/// <param name="Paused">Seconds that collections paused all threads.</param>
public sealed record RunFigures(
    long Forwards,
    long Backwards,
    double Seconds,
    double Planning,
    double Evaluation,
    double Report,
    double Processor,
    double AllocatedGigabytes,
    int FullCollections,
    double Paused);

/// <summary>What the network alone takes.</summary>
/// <param name="ForwardsPerSecond">Images forwards a second, over all threads.</param>
/// <param name="BackwardCost">What a backward pass takes, in forward passes: the gradient at the input less its forward pass.</param>
public sealed record RawFigures(double ForwardsPerSecond, double BackwardCost);
