using Microsoft.AspNetCore.Http;
using VisEval.Core;

namespace VisEval.Server.Serving;

/// <summary>Turns what goes wrong into sentences: those of the library, as they are.</summary>
internal static class ErrorReplies
{
    /// <summary>Answers a request, or says why not.</summary>
    /// <param name="http">The request.</param>
    /// <param name="next">Answers it.</param>
    /// <param name="words">What is said in the place of a sentence: one without paths.</param>
    public static async Task Guard(HttpContext http, RequestDelegate next, Func<string, string> words)
    {
        try
        {
            await next(http);
        }
        catch (Exception error) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            var (status, sentences) = Of(error);
            await Reply.Errors(http, status, [.. sentences.Select(words)]);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
            http.Abort();
        }
    }

    private static (int Status, IReadOnlyList<string> Sentences) Of(Exception error) => error switch
    {
        InputException input => (StatusCodes.Status400BadRequest, input.Errors),
        NotApplicableException lack => (StatusCodes.Status422UnprocessableEntity, [lack.Message]),
        Refusal refusal => (refusal.Status, [refusal.Message]),
        BadHttpRequestException bad => (bad.StatusCode, [bad.Message]),
        // What a method failed with, which names its kind already.
        InvalidOperationException failed => (StatusCodes.Status500InternalServerError, [failed.Message]),
        _ => (StatusCodes.Status500InternalServerError, [$"{error.Message} ({error.GetType().Name})"]),
    };
}
