/** Verbs that run something, or set going what lies outside the stored record. */
import { words } from "./words.ts";

export const EXECUTE_VERBS = {
  run: words(`
    run execute exec eval evaluate invoke call rerun replay bash shell compile build benchmark script sudo ssh
    dispatch fire automate backtest bruteforce crack emulate exploit fuzz hijack inject pentest phish proxy pwn
    sniff spoof summon brute`),
  start: words(`
    start initiate launch trigger resume restart reboot boot redeploy upgrade deploy spawn spin enqueue queue
    kickoff begin power wake relaunch unpause continue retry rollout scale autoscale rebuild install reinstall
    provision orchestrate commission crawl train finetune reload ring play warm autostart rollback fulfill
    fulfil ignite backfill calibrate failover hotreload migrate preheat reprocess
    respawn resurrect retrain sideload  thaw unquarantine `),
  stop: words(`
    exit stop deallocate pause abort halt suspend interrupt kill quit shutdown drain cordon uncordon evict
    hibernate freeze unfreeze standby throttle skip end sigkill signal seal unseal disarm arm contain evacuate
     quarantine`),
  drive: words(`
    act visit go step zoom click type enter press drag tap swipe navigate hover scroll goto dblclick doubleclick
    rightclick keypress keydown keyup mouse pinch focus blur longpress hotkey paste jog drive steer fly takeoff
    land dock park unpark turn dim brighten attack climb dig dispense eat eject fastforward grasp bring shoot flash irrigate jump lift
    mow pan photograph rewind shake teleport tilt water`),
  tell: words(`
    send resend notify broadcast email mail message reply respond forward alert remind announce dial phone
    whisper dm tweet retweet toot repost emit speak say fax nudge deliver redeliver relay  warn congratulate
    thank chime inform transmit handoff shout`),
  publish: words(`
    publish unpublish finalize finalise release merge ship golive syndicate submit approve reject decline accept
    confirm sign advance rollforward certify crosspost deny countersign unmerge affirm appeal attest consent
    dispute endorse graduate lodge ratify rebut refuse resubmit veto`),
} as const;
