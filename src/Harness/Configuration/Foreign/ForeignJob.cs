using VisEval.Core;
using VisEval.Harness.Evaluation;

namespace VisEval.Harness.Configuration.Foreign;

/// <summary>A network on a dataset, for which maps of other tools are looked for.</summary>
/// <param name="Model">The network's name.</param>
/// <param name="Images">The images.</param>
/// <param name="Size">The network's input.</param>
internal sealed record ForeignJob(string Model, IImageSource Images, ImageSize Size)
{
    /// <summary>The name of the dataset.</summary>
    public string Dataset => Images.Name;
}
