using System.Text;
using System.Text.Json.Serialization;
using VisEval.Core;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Opening;

/// <summary>What the user says of the datasets: how those without a dataset.json are read, and which pictures are taken.</summary>
/// <param name="Format">The name of its layout; null where it is recognized.</param>
/// <param name="Table">Full path of its table; null where it has none, or one only.</param>
/// <param name="Boxes">What the four numbers of a box in the table are; null where the table says it.</param>
/// <param name="Where">Which images are taken, see <see cref="ImageConditions"/>; null for all.</param>
/// <param name="Corrupt">What is done to every picture, see <see cref="Corruption"/>; null for nothing.</param>
public sealed record DatasetOptions(
    string? Format = null, string? Table = null, BoxConvention? Boxes = null, string? Where = null, string? Corrupt = null)
{
    /// <summary>Full path of the folder of its pictures, where these lie apart from the annotations; null where nobody says.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Images { get; init; }

    /// <summary>The layouts there are; those of plug-ins come with the plug-ins.</summary>
    [JsonIgnore]
    internal DatasetFormats Formats { get; init; } = DatasetFormats.BuiltIn;

    /// <summary>Nothing said.</summary>
    public static DatasetOptions None { get; } = new();

    /// <summary>A dataset with its images chosen and its pictures changed as asked for; its hash is another then.</summary>
    /// <exception cref="InputException">Every mistake in the conditions and corruptions, or no image is left.</exception>
    public Dataset Applied(Dataset dataset)
    {
        if ((Where ?? Corrupt) is null)
            return dataset;
        var mistakes = new Mistakes();
        var conditions = Where is null ? null : mistakes.Try(() => ImageConditions.Parse(Where));
        var corruption = Corrupt is null ? null : mistakes.Try(() => Corruption.Parse(Corrupt));
        mistakes.ThrowIfAny();
        return dataset with
        {
            Manifest = conditions is null ? dataset.Manifest : dataset.Manifest with { Images = conditions.Of(dataset) },
            Sha256 = Sha256.Of(Encoding.UTF8.GetBytes($"{dataset.Sha256} where {Where} corrupt {Corrupt}")),
            Corruption = corruption,
            OnlyCorrect = conditions?.Correct ?? false,
        };
    }
}
