using System.Text.Json;
using System.Text.Json.Nodes;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Reports.Learned;

/// <summary>What the page's script knows of points: where they are, and which images.</summary>
/// <param name="picture">The points.</param>
/// <param name="strip">Small pictures of the images; null for none.</param>
/// <param name="said">What the network says of an image; empty where that is not known.</param>
internal sealed class PointsData(FindingPicture.Points picture, ImageStrip? strip, Func<string, string> said)
{
    /// <summary>Of some of the points: <c>x</c>, <c>y</c>, <c>g</c> the group, <c>n</c> the name, <c>s</c> what the network says,
    /// <c>t</c> the square in the sheet.</summary>
    /// <param name="shown">Which.</param>
    /// <param name="places">Where they are drawn.</param>
    public Markup Of(IReadOnlyList<int> shown, IReadOnlyList<(double X, double Y)> places)
    {
        List<string> images = [.. shown.Select(i => i < picture.Images.Count ? picture.Images[i] : "")];
        var data = new JsonObject
        {
            ["x"] = Numbers(places.Select(p => p.X)),
            ["y"] = Numbers(places.Select(p => p.Y)),
            ["g"] = new JsonArray([.. shown.Select(i => (JsonNode)picture.Groups[i])]),
            ["groups"] = Words(picture.GroupNames),
            ["n"] = Words(images),
            ["s"] = Words(images.Select(said)),
            ["t"] = new JsonArray([.. images.Select(i => (JsonNode)(strip?.PlaceOf(i) ?? -1))]),
            ["strip"] = strip?.Name,
            ["columns"] = strip?.Columns ?? 1,
        };
        // The serializer escapes what could become markup.
        return Markup.Of($"""<template class="known">{Markup.Trusted(data.ToJsonString(JsonSerializerOptions.Default))}</template>""");
    }

    private static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(v => (JsonNode)Math.Round(v, 1))]);

    private static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(w => (JsonNode)VisibleText.Of(w))]);
}
