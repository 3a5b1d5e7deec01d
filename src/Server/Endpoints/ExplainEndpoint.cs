using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VisEval.Core;
using VisEval.Harness;
using VisEval.Server.Content;
using VisEval.Server.Serving;

namespace VisEval.Server.Endpoints;

/// <summary><c>POST /api/networks/N/explain?method=M&amp;class=C</c> with the bytes of a picture: its heatmap and class scores.</summary>
internal static class ExplainEndpoint
{
    private const int MostClasses = 10;

    /// <summary>Adds it.</summary>
    public static void Map(IEndpointRouteBuilder routes, Served served, Turns turns, Uploads uploads) =>
        routes.MapPost("/api/networks/{id}/explain", http => Answer(http, served, turns, uploads));

    private static async Task Answer(HttpContext http, Served served, Turns turns, Uploads uploads)
    {
        var network = Served.At(served.Networks, (string?)http.GetRouteValue("id"))?.Network
            ?? throw new Refusal(StatusCodes.Status404NotFound, "There is no such network.");
        var method = http.Request.Query["method"].ToString();
        var target = Target(http.Request.Query["class"].ToString());
        // Before the picture is sent.
        network.Catalogues.Methods.Create(method);
        using var picture = await uploads.Read(http);
        var answer = await turns.Take(
            http, stop => Explained(network, InputImage.FromBytes(picture.Bytes, "The picture"), method, target, stop));
        await Reply.Send(http, answer);
    }

    private static int? Target(string text) => text.Length == 0 ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var target) ? target
        : throw new InputException($"class '{text}' is not allowed; class is a number from 0, or nothing for the network's first choice.");

    private static Explanation Explained(Network network, InputImage image, string method, int? target, CancellationToken stop)
    {
        var heatmap = network.Explain(image, method, target, stop);
        stop.ThrowIfCancellationRequested();
        var (scores, overlay) = (network.Classify(image), Bytes(heatmap.WritePng));
        if (overlay.Length > Upload.MostBytes)
            throw new Refusal(
                StatusCodes.Status413PayloadTooLarge,
                $"The overlay has more than {Upload.MostBytes >> 20} MB. Scale the picture down, or use viseval explain.");
        return new Explanation(
            heatmap.Method, heatmap.Target, heatmap.Remark, overlay, Bytes(file => heatmap.WriteMapPng(file)), Bytes(heatmap.WriteNpy),
            [.. scores.Where((s, place) => place < MostClasses || s.Class == heatmap.Target)]);
    }

    private static byte[] Bytes(Action<Stream> write)
    {
        using var file = new MemoryStream();
        write(file);
        return file.ToArray();
    }
}

/// <summary>What the page shows of an explanation; files in Base64.</summary>
/// <param name="Method">The method with the options that differ from the default.</param>
/// <param name="Target">The explained class.</param>
/// <param name="Remark">What is to be known of the map; null for nothing.</param>
/// <param name="Overlay">PNG: the picture with the map laid over it.</param>
/// <param name="Map">PNG: the map alone; empty for a map that is constant or not finite.</param>
/// <param name="Array">NPY: the map, float32, H×W, unscaled.</param>
/// <param name="Scores">The likeliest classes, and the explained one.</param>
internal sealed record Explanation(
    string Method, int Target, string? Remark, byte[] Overlay, byte[] Map, byte[] Array, IReadOnlyList<SeenClass> Scores);
