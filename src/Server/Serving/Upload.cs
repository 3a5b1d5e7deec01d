using System.Globalization;
using Microsoft.AspNetCore.Http;
using VisEval.Core;

namespace VisEval.Server.Serving;

/// <summary>The body of a request, in memory and nowhere else.</summary>
internal static class Upload
{
    /// <summary>The most bytes that are taken: 64 MB.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>What a body must be said to be; a form of another site cannot say so.</summary>
    public const string Kind = "application/octet-stream";

    /// <summary>What is said of more.</summary>
    public static string TooLarge { get; } =
        string.Create(CultureInfo.InvariantCulture, $"The picture is too large: at most {MostBytes >> 20} MB are taken.");

    /// <summary>Reads it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="grow">Told of every part before it is kept.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="Refusal">It is too large, empty, or of another kind.</exception>
    public static async Task<ReadOnlyMemory<byte>> Read(HttpRequest request, Action<int> grow, CancellationToken stop)
    {
        if (request.ContentType != Kind)
            throw new Refusal(
                StatusCodes.Status415UnsupportedMediaType,
                $"A picture is sent as the body of the request with the header Content-Type: {Kind}"
                + $"{(request.ContentType is { } other ? $", and not as '{Printable.Of(other)}'" : "")}; "
                + $"with curl: --data-binary @picture.jpg -H \"Content-Type: {Kind}\".");
        if (request.ContentLength > MostBytes)
            throw new Refusal(StatusCodes.Status413PayloadTooLarge, TooLarge);
        // Grown by what arrives: a length that is only said takes no memory.
        using var bytes = new MemoryStream();
        var part = new byte[1 << 16];
        while (await request.Body.ReadAsync(part, stop) is > 0 and var count)
        {
            if (bytes.Length + count > MostBytes)
                throw new Refusal(StatusCodes.Status413PayloadTooLarge, TooLarge);
            grow(count);
            bytes.Write(part, 0, count);
        }
        return bytes.Length > 0
            ? bytes.GetBuffer().AsMemory(0, (int)bytes.Length)
            : throw new Refusal(StatusCodes.Status400BadRequest, "The picture is empty.");
    }
}
