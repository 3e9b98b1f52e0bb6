/** Verbs that create or change a stored record in a way that an ordinary edit can undo or replace. */
import { words } from "./words.ts";

export const WRITE_VERBS = {
  create: words(`
    hset mset lpush rpush zadd sadd setex xadd create push join add insert append new init initialize initialise
    setup establish upsert define register declare enroll clone fork duplicate copy import seed ingest cognify
    memorize memorise log record prepend scaffold bootstrap instantiate mkdir touch raise note jot branch commit
    propose request onboard introduce bookmark place issue adopt allocate reallocate assemble author construct
    contribute document enlist forge implement nominate appoint pen plant recreate replicate reproduce spec stub`),
  change: words(`
    update edit modify set change patch put rename adjust configure reconfigure customize customise alter amend
    revise replace write toggle enable disable activate deactivate mark flag assign reassign transition promote
    demote increment decrement bump move reorder resize split fill populate complete reopen snooze mute unmute
    lock unlock hide unhide refactor stage schedule reschedule map link relate associate switch refine extend
    shorten enrich override star favorite like upvote downvote vote react unreact follow tag label categorize
    categorise subscribe dismiss acknowledge ack rate archive hold unhold escalate triage claim defer postpone
    prioritize prioritise block unblock pull stash rebase squash bisect tune pin collapse group ungroup align
    arrange style paint recolor draw crop trim annotate redact mask reformat indent dedent comment uncomment
    select abandon adapt amplify animate autofill autofix balance bind blacklist blend
    blocklist boost bundle coalesce colorize combine  concatenate consolidate correct crossfade curate
    decrease increase lower deprecate distribute downgrade elevate enforce engage enhance enlarge equip exempt
    extrude fade fix flatten fuse heal improve invert lengthen maintain modernize morph narrow nest
    obfuscate optimize optimise organize organise overlay partition personalize personalise 
    propagate protect randomize rearrange reclassify recategorize reconcile rectify redefine redirect redo
    reduce reflow reframe regroup reinforce reinstate relabel relink relocate remap remediate remix remodel
    reorganize reorganise reorient reparent repair reposition rescale reshape restrict restructure
    restyle retag retarget retitle retouch revamp rework scramble sharpen shelve shift shrink shuffle silence
    smooth flip splice stabilize stagger stamp stitch straighten strengthen stretch structure supersede suppress
    accumulate acquire affix allot annex award center compact decorate deduct designate enclose finish harden
    ignore inactivate keep layout mix mutate pad pair peer prevent redraw reissue rejoin retain reuse separate
    supplement underline withhold unmask
    supply tidy tighten tint tweak unban unbind uncheck undeprecate unflag unmark unprotect unresolve unschedule
    unset unshelve unsnooze unstash unsuspend unwrap unvote upscale vary  weaken widen isolate unload wrap harvest`),
  store: words(`
    save store upload remember persist download backup export checkpoint index zip unzip compress decompress
    untar pack unpack transcode memo cut concat vectorize checkin mirror preload prefetch preserve rip stow`),
  detach: words(`
    unassign untag unlink unstar unfollow unsubscribe unlabel unpin unmap dissociate disassociate unwatch leave
    unstage unfavorite unlike unarchive trash untrash kick unbookmark unclaim deselect unselect unpair unfriend
    unmatch unshare`),
  grant: words(`
    grant share invite authorize authorise permit allow whitelist allowlist delegate entitle impersonate trust
    reinvite`),
} as const;
